/** What must hold for this process to be sent calls, as `/readyz` tells it. A condition is added here and nowhere else. */
import { isReachable } from '#src/adapters/database/engine.ts'
import type { ReadyCondition } from '#src/edge/operations/health.ts'
import type { Ground } from './ground.ts'

export function listConditions({ database }: Pick<Ground, 'database'>): ReadyCondition[] {
  return [
    {
      name: 'store',
      judge: async () =>
        (await isReachable(database))
          ? { outcome: 'met', detail: 'answers' }
          : { outcome: 'unmet', detail: 'does not answer' },
    },
  ]
}
