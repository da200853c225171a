/** What must hold for this process to be sent calls, as `/readyz` tells it. A condition is added here and nowhere else. */
import { isReachable } from '#src/adapters/database/engine.ts'
import type { ReadyCondition } from '#src/edge/operations/health.ts'
import type { Ground } from './ground.ts'

export function listConditions({
  database,
  auditHealth,
  life,
}: Pick<Ground, 'database' | 'auditHealth' | 'life'>): ReadyCondition[] {
  return [
    {
      name: 'process',
      judge: () =>
        life.isDraining
          ? { outcome: 'unmet', detail: 'draining' }
          : { outcome: 'met', detail: 'serves' },
    },
    {
      name: 'store',
      judge: async () =>
        (await isReachable(database))
          ? { outcome: 'met', detail: 'answers' }
          : { outcome: 'unmet', detail: 'does not answer' },
    },
    {
      name: 'audit',
      judge: () =>
        auditHealth.isWritable()
          ? { outcome: 'met', detail: 'the trail can be written' }
          : { outcome: 'unmet', detail: 'the trail cannot be written, so every change is refused' },
    },
  ]
}
