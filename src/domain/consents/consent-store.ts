/** Where consents are kept. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { Consent, ConsentStatus } from './consent.ts'

export interface ConsentStore {
  create(consent: Consent): Promise<void>
  find(id: string): Promise<Consent | undefined>
  /** Sets the status when it is still `from`; false when somebody was quicker. */
  move(
    id: string,
    from: ConsentStatus,
    to: { status: ConsentStatus; at: EpochMs },
  ): Promise<boolean>
}
