/** The OAuth grant behind an app's tokens: it binds them to one consent and ends with it. */
import type { EpochMs } from '#src/kit/clock.ts'

/** Why a grant ended. */
export type GrantEnd =
  | 'revoked-by-app'
  | 'token-replayed'
  | 'app-deleted'
  | 'world-reset'
  | 'consent-replaced'
  | 'consent-ended'

/** A grant. Times are on the clock of its World. */
export interface Grant {
  readonly id: string
  readonly realm: string
  readonly worldId: string
  readonly appId: string
  readonly consentId: string
  readonly createdAt: EpochMs
  readonly endedAt?: EpochMs
}
