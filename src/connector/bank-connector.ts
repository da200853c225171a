/** The plug-in contract between Portico and a bank's own systems: what Portico asks and what a bank answers. It holds no rule of Portico's. */
import type {
  BankAccount,
  BankBalance,
  BankMoney,
  BankStandingOrder,
  BankTransaction,
  TransactionPage,
  TransactionQuery,
} from './bank-accounts.ts'

export type {
  BankAccount,
  BankBalance,
  BankMoney,
  BankStandingOrder,
  BankTransaction,
  TransactionPage,
  TransactionQuery,
} from './bank-accounts.ts'

/**
 * Names the bank data a call is about. A production connector serves one bank and may ignore `worldId`;
 * the sandbox bank keeps one World per app. `nowMs` is the time on the clock that applies to the call.
 * A connector that does not know the realm rejects.
 *
 * `actId` names what a TPP asked for. A method that acts (`startAuthentication`, `startChallenge`, `checkChallenge`) and is
 * asked again with the same one, also at the same time and by another process, acts once and answers alike: a caller that
 * died before it could note the answer asks again. Without one every call is an act of its own.
 *
 * @example
 * const context: BankContext = { realm: 'live', worldId: '', nowMs: 1_795_255_200_000, actId: 'Jx9…' }
 */
export interface BankContext {
  readonly realm: string
  readonly worldId: string
  readonly nowMs: number
  readonly actId?: string
}

/**
 * A customer (PSU) as the bank knows them. `id` is stable for life and never shown to a TPP.
 * An unknown customer is `undefined`, not an error.
 *
 * @example
 * const customer: BankCustomer = { id: 'c-81', name: 'Astrid Lindqvist', about: '', state: 'active' }
 */
export interface BankCustomer {
  readonly id: string
  readonly name: string
  /** One sentence on what the customer is good for in tests; empty in production. */
  readonly about: string
  /** `blocked` customers cannot authenticate. */
  readonly state: 'active' | 'blocked'
}

/**
 * How a customer wants to identify: an app on the same device, a QR code read by another one, or a push to the app of the
 * customer that the caller names (decoupled). A bank that has only some of them rejects the others.
 *
 * @example
 * await connector.startAuthentication(context, 'other-device')
 */
export type AuthenticationMode = 'same-device' | 'other-device' | 'push'

/**
 * A started authentication. `autoStartToken` opens the app on the same device; `qrStartToken` and `qrSecret` make the
 * animated QR code and are handed out here only: the caller keeps them. After `expiresAtMs` it is `timed-out`.
 *
 * @example
 * const { reference } = await connector.startAuthentication(context, 'same-device')
 */
export interface StartedAuthentication {
  readonly reference: string
  readonly autoStartToken: string
  readonly qrStartToken: string
  readonly qrSecret: string
  readonly expiresAtMs: number
}

/**
 * What became of an authentication so far. A failure never says which factor failed (RTS 2018/389 art. 4(3)(a)).
 * A reference that the bank did not give out in this context is `failed`. Everything but `pending` is final.
 *
 * @example
 * if (status.outcome === 'complete') showAccountsOf(status.customerId)
 */
export type AuthenticationStatus =
  | { readonly outcome: 'pending' }
  | { readonly outcome: 'complete'; readonly customerId: string }
  | { readonly outcome: 'failed' }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'timed-out' }

/**
 * A way of a customer to answer a challenge with a one-time password. `id` is the bank's and stays the same.
 * A method that the customer cannot use now is left out. @see BG 1.3 §14.9 authenticationObject
 *
 * @example
 * const sms: BankScaMethod = { id: 'sms', type: 'SMS_OTP', name: 'SMS to +46 70 *** ** 01' }
 */
export interface BankScaMethod {
  readonly id: string
  readonly type: 'SMS_OTP' | 'CHIP_OTP' | 'PHOTO_OTP' | 'PUSH_OTP'
  readonly name: string
}

/**
 * What became of a password. `wrong` says nothing of what was wrong (RTS 2018/389 art. 4(3)(a)): an unknown customer, a
 * blocked one and a false password are one and the same. No method means that the password alone suffices.
 *
 * @example
 * if (checked.outcome === 'right') offer(checked.methods)
 */
export type PasswordOutcome =
  | { readonly outcome: 'wrong' }
  | {
      readonly outcome: 'right'
      readonly customerId: string
      readonly methods: readonly BankScaMethod[]
    }

/**
 * A challenge under way by a method. `data` is shown to the customer as it is (§14.12 challengeData). After `expiresAtMs` no answer is right.
 *
 * @example
 * const { reference } = await connector.startChallenge(context, { customerId, methodId: 'sms' })
 */
export interface StartedChallenge {
  readonly reference: string
  readonly method: BankScaMethod
  readonly data: Readonly<Record<string, string | number | readonly string[]>>
  readonly expiresAtMs: number
}

/**
 * A bank behind Portico. Every method answers within the caller's time-out or rejects; a rejection means
 * "the bank could not answer" and is never taken as a no.
 *
 * @example
 * const accounts = await connector.listAccounts(context, 'customer-1')
 */
export interface BankConnector {
  /** The customer, or undefined when there is none with that id. */
  findCustomer(context: BankContext, customerId: string): Promise<BankCustomer | undefined>
  /** All payment accounts of a customer, in the bank's own order; empty when there are none. */
  listAccounts(context: BankContext, customerId: string): Promise<readonly BankAccount[]>
  /** Balances of one account. An account that does not exist rejects with a `DomainError` of code `account-unknown`. */
  listBalances(context: BankContext, accountId: string): Promise<readonly BankBalance[]>
  /**
   * The bank's own yes or no to "is this amount available on this account now". It reserves nothing. An account that does
   * not exist rejects with `account-unknown`, a currency the bank cannot judge in with `currency-not-judged`.
   * @see Directive (EU) 2015/2366 art. 65(1), (3)
   */
  hasFunds(
    context: BankContext,
    wanted: { readonly accountId: string; readonly amount: BankMoney },
  ): Promise<boolean>
  /** One page of transactions of one account. An account that does not exist rejects with `account-unknown`. */
  listTransactions(context: BankContext, query: TransactionQuery): Promise<TransactionPage>
  /** One transaction by its id; undefined when the account never had it, or it is not visible (yet, or no longer). */
  findTransaction(
    context: BankContext,
    wanted: { readonly accountId: string; readonly transactionId: string },
  ): Promise<BankTransaction | undefined>
  /** Standing orders of one account. An account that does not exist rejects with `account-unknown`. */
  listStandingOrders(context: BankContext, accountId: string): Promise<readonly BankStandingOrder[]>
  /** Starts a strong customer authentication, one for each `actId`; the customer is known only when it is complete. */
  startAuthentication(
    context: BankContext,
    mode: AuthenticationMode,
    customerId?: string,
  ): Promise<StartedAuthentication>
  /** Asks what became of a started authentication. */
  collectAuthentication(context: BankContext, reference: string): Promise<AuthenticationStatus>
  /** Checks a password that came through a TPP (embedded approach). */
  checkPassword(
    context: BankContext,
    credentials: { readonly psuId: string; readonly password: string },
  ): Promise<PasswordOutcome>
  /**
   * Sends the customer a challenge, one for each `actId`. A method that is none of theirs rejects with a `DomainError` of
   * code `sca-method-unknown`.
   */
  startChallenge(
    context: BankContext,
    wanted: { readonly customerId: string; readonly methodId: string },
  ): Promise<StartedChallenge>
  /** Checks the answer, once: a right answer is never right again, but to the `actId` that it was right to. */
  checkChallenge(
    context: BankContext,
    answer: { readonly reference: string; readonly otp: string },
  ): Promise<'right' | 'wrong'>
}

/**
 * What the sandbox bank can do beyond a bank: list its test customers and play their part in an authentication.
 * Like any connector it rejects only when it cannot answer.
 *
 * @example
 * await bank.resolveAuthentication(context, reference, { kind: 'approve', customerId: 'astrid' })
 */
export interface SimulatedBank extends BankConnector {
  /** Authentications that wait for their customer now, oldest first; those of a push name the customer. */
  listPendingAuthentications(context: BankContext): Promise<
    readonly {
      readonly reference: string
      readonly customerId?: string
      readonly startedAtMs: number
      readonly expiresAtMs: number
    }[]
  >
  /** All test customers in the pack's order; the first one is a good one to begin with. */
  listCustomers(context: BankContext): Promise<readonly BankCustomer[]>
  /**
   * Plays the customer in an authentication. Approving as a blocked, unknown or other customer than asked fails it.
   * An authentication that is no longer pending stays as it is.
   */
  resolveAuthentication(
    context: BankContext,
    reference: string,
    action:
      | { readonly kind: 'approve'; readonly customerId: string }
      | { readonly kind: 'cancel' | 'fail' | 'time-out' },
  ): Promise<void>
}
