/** The test bank's strong authentication: orders that a test customer approves, cancels or lets run out. No factor is checked here. */
import type { BankContext, BankCustomer, SimulatedBank } from '#src/connector/bank-connector.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import type {
  SandboxAuthentication,
  SandboxAuthenticationStore,
} from '#src/domain/sca/sandbox-authentication-store.ts'
import { secondMs } from '#src/kit/clock.ts'
import type { Random } from '#src/kit/random.ts'
import { createActIds } from './act-ids.ts'

interface SandboxAuthenticationDependencies {
  readonly pack: BankPack
  readonly authentications: SandboxAuthenticationStore
  readonly random: Random
  findCustomer(context: BankContext, id: string): Promise<BankCustomer | undefined>
}

type Action = Parameters<SimulatedBank['resolveAuthentication']>[2]
type Ending = Parameters<SandboxAuthenticationStore['end']>[1]

export function createSandboxAuthentications(
  deps: SandboxAuthenticationDependencies,
): Pick<
  SimulatedBank,
  | 'startAuthentication'
  | 'collectAuthentication'
  | 'resolveAuthentication'
  | 'listPendingAuthentications'
> {
  const { authentications, random } = deps
  const lifetimeMs = deps.pack.profile.authentication.timeoutSeconds * secondMs
  const keyOf = ({ realm, worldId }: { realm: string; worldId: string }, reference: string) => ({
    realm,
    worldId,
    reference,
  })
  return {
    async startAuthentication(context, _mode, customerId) {
      const nextId = createActIds(context, 'authentication', random)
      const reference = nextId()
      const expiresAt = context.nowMs + lifetimeMs
      const key = keyOf(context, reference)
      await authentications.create({
        ...key,
        state: 'pending',
        kind: 'app',
        ...(customerId === undefined ? {} : { customerId }),
        startedAt: context.nowMs,
        expiresAt,
      })
      const expiresAtMs = (await authentications.find(key))?.expiresAt ?? expiresAt
      const tokens = { autoStartToken: nextId(), qrStartToken: nextId() }
      return { reference, ...tokens, qrSecret: nextId(), expiresAtMs }
    },
    async collectAuthentication(context, reference) {
      const key = keyOf(context, reference)
      const found = await authentications.find(key)
      if (found?.state !== 'pending') return toStatus(found)
      if (context.nowMs < found.expiresAt) return { outcome: 'pending' }
      await authentications.end(key, { state: 'timed-out' })
      return toStatus(await authentications.find(key))
    },
    async resolveAuthentication(context, reference, action) {
      const key = keyOf(context, reference)
      const found = await authentications.find(key)
      if (!found) return
      const isLate = context.nowMs >= found.expiresAt
      const ending = isLate ? timedOut : await endingOf(deps, { context, found, action })
      await authentications.end(key, ending)
    },
    async listPendingAuthentications(context) {
      const pending = await authentications.listPending(context, context.nowMs)
      return pending.map(({ reference, customerId, startedAt, expiresAt }) => ({
        reference,
        startedAtMs: startedAt,
        expiresAtMs: expiresAt,
        ...(customerId === undefined ? {} : { customerId }),
      }))
    },
  }
}

const timedOut: Ending = { state: 'timed-out' }

/** A push that was sent to one customer can be approved by nobody else. */
async function endingOf(
  { findCustomer }: SandboxAuthenticationDependencies,
  played: { context: BankContext; found: SandboxAuthentication; action: Action },
): Promise<Ending> {
  const { context, found, action } = played
  switch (action.kind) {
    case 'approve': {
      const isAsked = (found.customerId ?? action.customerId) === action.customerId
      const customer = isAsked ? await findCustomer(context, action.customerId) : undefined
      if (customer?.state !== 'active') return { state: 'failed' }
      return { state: 'complete', customerId: customer.id }
    }
    case 'cancel':
      return { state: 'cancelled' }
    case 'fail':
      return { state: 'failed' }
    case 'time-out':
      return { state: 'timed-out' }
  }
}

/** An order that nobody started has failed: the bank has no more to say about it. */
function toStatus(found: SandboxAuthentication | undefined) {
  if (!found) return { outcome: 'failed' } as const
  if (found.state !== 'complete') return { outcome: found.state } as const
  // `end` stores the customer together with the state `complete`.
  return { outcome: 'complete', customerId: found.customerId ?? '' } as const
}
