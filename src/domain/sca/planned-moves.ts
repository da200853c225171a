/** Moves of an authorisation that are planned while the bank is asked, and made in one transaction later. It asks nobody. */
import type { AuditActor, AuditTrail } from '#src/domain/audit/audit-trail.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { authorisationMoves } from './authorisation.ts'
import type { Authorisation, AuthorisationState } from './authorisation.ts'
import type { AuthorisationChange, AuthorisationStore } from './authorisation-store.ts'

interface PlannedMove {
  readonly from: AuthorisationState
  readonly to: AuthorisationState
  readonly change: AuthorisationChange
  readonly actor: AuditActor
}

/** An authorisation as it will be, and the moves that make it so. */
export interface Planned {
  readonly authorisation: Authorisation
  readonly moves: readonly PlannedMove[]
}

/** Plans one more move. Throws `authorisation-ended` when the state does not allow it. */
export function planMove(
  { authorisation, moves }: Planned,
  to: AuthorisationState,
  { actor, ...change }: AuthorisationChange & { readonly actor: AuditActor },
): Planned {
  assertCanMove(authorisation, to)
  const move = { from: authorisation.state, to, change, actor }
  return { authorisation: { ...authorisation, ...change, state: to }, moves: [...moves, move] }
}

export function assertCanMove({ state }: Authorisation, to: AuthorisationState): void {
  if (!authorisationMoves[state].includes(to))
    throw new DomainError('authorisation-ended', { from: state })
}

/** Makes the moves, each with its audit entry. Throws `authorisation-ended` when somebody was quicker: what they did stands. */
export async function makeMoves(
  stores: { readonly authorisations: AuthorisationStore; readonly audit: AuditTrail },
  { authorisation, moves }: Planned,
): Promise<void> {
  const { id, realm, appId } = authorisation
  for (const { from, to, change, actor } of moves) {
    if (!(await stores.authorisations.move(id, { from, to, change })))
      throw new DomainError('authorisation-ended', { from })
    const subject = { kind: 'authorisation', id }
    const facts = { appId, from }
    stores.audit.record({ realm, actor, action: `authorisation.${to}`, subject, facts })
  }
}
