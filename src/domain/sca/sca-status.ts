/** The status of an authorisation in Berlin Group's words. */
import type { Authorisation, AuthorisationState } from './authorisation.ts'

/** @see BG IG 1.3 §14.15 scaStatus */
export type ScaStatus =
  | 'received'
  | 'psuIdentified'
  | 'psuAuthenticated'
  | 'scaMethodSelected'
  | 'started'
  | 'unconfirmed'
  | 'finalised'
  | 'failed'
  | 'exempted'

const statuses: Readonly<Record<AuthorisationState, ScaStatus>> = {
  asked: 'received',
  identified: 'psuIdentified',
  'password-checked': 'psuAuthenticated',
  challenged: 'scaMethodSelected',
  pending: 'started',
  // The customer may try again on the bank's pages.
  failed: 'started',
  authenticated: 'started',
  unconfirmed: 'unconfirmed',
  approved: 'finalised',
  exempted: 'exempted',
  refused: 'failed',
  cancelled: 'failed',
  'timed-out': 'failed',
  'not-authenticated': 'failed',
  'without-accounts': 'failed',
}

export function scaStatusOf({ state }: Pick<Authorisation, 'state'>): ScaStatus {
  return statuses[state]
}
