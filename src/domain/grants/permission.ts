/** What a customer is shown before saying yes or no. It decides nothing. */
import type { BankAccount, BankBalance } from '#src/connector/bank-connector.ts'
import type { ConsentRequest } from '#src/domain/consents/consent.ts'
import type { EpochMs } from '#src/kit/clock.ts'

/** What a customer reads before saying yes. */
export interface PermissionFacts {
  readonly validUntilMs: EpochMs
  readonly frequencyPerDay: number
  readonly isRecurring: boolean
  readonly hasOwnerName: boolean
  readonly request?: ConsentRequest
}

/** An account the customer may choose, with its booked balance when the bank gives one. */
export interface AccountChoice {
  readonly account: BankAccount
  readonly balance?: BankBalance
}
