/** How the end of an authorisation is told to the app: a grant, or `access_denied` with a description of its own (RFC 6749 §4.1.2.1). */
import type { InteractionResult } from 'oidc-provider'
import type { AuthorisationState } from '#src/domain/sca/authorisation.ts'

type EndState = Extract<
  AuthorisationState,
  'refused' | 'cancelled' | 'timed-out' | 'not-authenticated' | 'without-accounts'
>

/** `error_description` of each end without access. */
export const denials: Readonly<Record<EndState, string>> = {
  refused: 'The customer refused to give access.',
  cancelled: 'The customer cancelled the authentication.',
  'timed-out': 'The customer did not finish in time.',
  'not-authenticated': 'The customer could not be authenticated.',
  'without-accounts': 'The customer has no payment account to give access to.',
}

/** The library's result for a denial; undefined while the authorisation goes on or was approved. */
export function toDenial(state: AuthorisationState): InteractionResult | undefined {
  if (!(state in denials)) return undefined
  // `in` has just shown that the state is one of the table's.
  return { error: 'access_denied', error_description: denials[state as EndState] }
}
