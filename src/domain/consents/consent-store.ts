/** Where consents are kept. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { AccountAccess, Consent, ConsentStatus } from './consent.ts'

export interface ConsentStore {
  create(consent: Consent): Promise<void>
  find(id: string): Promise<Consent | undefined>
  /** Notes who gave what, when the status is still `from`; false when somebody was quicker. */
  authorise(
    id: string,
    from: ConsentStatus,
    given: {
      readonly status: 'valid' | 'partiallyAuthorised'
      readonly psuId: string
      readonly access: AccountAccess
      readonly at: EpochMs
    },
  ): Promise<boolean>
  /** Living recurring consents of the same app and customer that this one replaces once it is valid. @see BG IG 1.3 §6.3 */
  listReplaceable(consent: Consent): Promise<readonly Consent[]>
  /** What customers have given an app to confirm funds by, oldest first. */
  listValidForFunds(
    app: { readonly realm: string; readonly appId: string },
    now: EpochMs,
  ): Promise<readonly Consent[]>
  /** What a customer has given an app and has not ended, of every origin, oldest first. */
  listGiven(given: {
    readonly realm: string
    readonly appId: string
    readonly psuId: string
  }): Promise<readonly Consent[]>
  /** The consent; one at a time changes what hangs on it, until the transaction ends. */
  lock(id: string): Promise<Consent | undefined>
  /** Consents made by the TPP that have not ended. */
  listUnfinished(scope: { appId: string } | { worldId: string }): Promise<readonly Consent[]>
  /** Sets the status when it is still `from`; false when somebody was quicker. */
  move(
    id: string,
    from: ConsentStatus,
    to: { status: ConsentStatus; at: EpochMs },
  ): Promise<boolean>
}
