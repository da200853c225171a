/** Plays a test customer in an authorisation, through the use cases that the customer's pages call. Sandbox only. */
import type { BankContext, SimulatedBank } from '#src/connector/bank-connector.ts'
import type { Approvals } from '#src/domain/grants/approvals.ts'
import type { Authorisations, WorldNow } from '#src/domain/sca/authorisations.ts'
import { DomainError } from '#src/kit/domain-error.ts'

export type PlayedOutcome = 'approve' | 'refuse' | 'cancel' | 'time-out'

export interface PlayDependencies {
  readonly realm: string
  readonly simulator: SimulatedBank
  readonly authorisations: Authorisations
  readonly approvals: Approvals
  readonly worldNow: WorldNow
}

/** Who the customer is and what they do. `accountIds` undefined means all of theirs. */
export interface PlayedCustomer {
  readonly worldId: string
  readonly customerId: string
  readonly accountIds?: readonly string[]
  readonly outcome: PlayedOutcome
}

/** Throws `customer-unknown` or `account-not-yours` before anything has begun. */
export async function assertPlayable(deps: PlayDependencies, played: PlayedCustomer) {
  const context = await contextOf(deps, played)
  const customer = await deps.simulator.findCustomer(context, played.customerId)
  if (!customer) throw new DomainError('customer-unknown')
  const accounts = await deps.simulator.listAccounts(context, played.customerId)
  const isOwn = (id: string) => accounts.some((account) => account.id === id)
  if (!(played.accountIds ?? []).every(isOwn)) throw new DomainError('account-not-yours')
}

/** Takes the authorisation to its end. */
export async function playCustomer(deps: PlayDependencies, played: PlayedCustomer, id: string) {
  const { authorisations, simulator } = deps
  const expected = played.customerId
  const started = await authorisations.startAuthentication(id, { mode: 'same-device', expected })
  if (started.bank) {
    const context = await contextOf(deps, played)
    await simulator.resolveAuthentication(context, started.bank.reference, actionOf(played))
  }
  const after = await authorisations.load(id)
  if (after.state === 'failed') {
    await deps.approvals.refuse(id)
    return
  }
  if (after.state !== 'authenticated') return
  if (played.outcome === 'approve') await approve(deps, played, id)
  else await deps.approvals.refuse(id)
}

async function approve(deps: PlayDependencies, played: PlayedCustomer, id: string) {
  const choices = await deps.approvals.listChoices(await deps.authorisations.load(id))
  if (choices.length === 0) {
    await deps.authorisations.endWithoutAccounts(id)
    return
  }
  const all = choices.map((choice) => choice.account.id)
  await deps.approvals.approve(id, played.accountIds ?? all)
}

function actionOf(played: PlayedCustomer) {
  const { outcome, customerId } = played
  if (outcome === 'cancel' || outcome === 'time-out') return { kind: outcome } as const
  return { kind: 'approve', customerId } as const
}

async function contextOf(deps: PlayDependencies, played: PlayedCustomer): Promise<BankContext> {
  const { worldId } = played
  return { realm: deps.realm, worldId, nowMs: await deps.worldNow(worldId) }
}
