/** What must hold for this process to be sent calls, as `/readyz` tells it. A condition is added here and nowhere else. */
import { isReachable } from '#src/adapters/database/engine.ts'
import { findWriteFault } from '#src/adapters/database/write-state.ts'
import type { ConditionState, ReadyCondition } from '#src/edge/operations/health.ts'
import type { StoreFault } from '#src/kit/store-unavailable-error.ts'
import type { Ground } from './ground.ts'

type Parts = Pick<Ground, 'database' | 'auditHealth' | 'life' | 'listener'>

export function listConditions(parts: Parts): ReadyCondition[] {
  const { auditHealth, life, listener } = parts
  const conditions: ReadyCondition[] = [
    {
      name: 'process',
      judge: () =>
        life.isDraining
          ? { outcome: 'unmet', detail: 'draining' }
          : { outcome: 'met', detail: 'serves' },
    },
    { name: 'store', judge: () => judgeStore(parts) },
    {
      name: 'audit',
      judge: () =>
        auditHealth.isWritable()
          ? { outcome: 'met', detail: 'the trail can be written' }
          : { outcome: 'unmet', detail: 'the trail cannot be written, so every change is refused' },
    },
  ]
  if (!listener) return conditions
  return [...conditions, { name: 'changes', judge: () => hearing[listener.state] }]
}

async function judgeStore({ database }: Parts): Promise<ConditionState> {
  if (!(await isReachable(database))) return { outcome: 'unmet', detail: 'does not answer' }
  const fault = await findWriteFault(database)
  return fault === undefined
    ? { outcome: 'met', detail: 'answers' }
    : { outcome: 'unmet', detail: `answers, but takes no writes: ${reasons[fault]}` }
}

const reasons: Readonly<Record<StoreFault, string>> = {
  full: 'there is no room left',
  'read-only': 'it may only be read',
  damaged: 'it is damaged',
  busy: 'it is busy',
  away: 'it does not answer',
  unrecorded: 'a change cannot be recorded',
}

/** Without it reads ask the store each time: slower, and as exact as ever. */
const hearing: Readonly<Record<'hears' | 'away' | 'deaf', ConditionState>> = {
  hears: { outcome: 'met', detail: 'of other processes are heard' },
  away: { outcome: 'note', detail: 'of other processes are not heard; reads ask the store' },
  deaf: {
    outcome: 'note',
    detail: 'of other processes are not heard; reads ask the store (LISTEN_DATABASE_URL)',
  },
}
