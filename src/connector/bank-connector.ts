/** The plug-in contract between Portico and a bank's own systems: what Portico asks and what a bank answers. It holds no rule of Portico's. */

/**
 * Names the bank data a call is about. A production connector serves one bank and may ignore `worldId`;
 * the sandbox bank keeps one World per app. `nowMs` is the time on the clock that applies to the call.
 * A connector that does not know the realm rejects.
 *
 * @example
 * const context: BankContext = { realm: 'live', worldId: '', nowMs: 1_795_255_200_000 }
 */
export interface BankContext {
  readonly realm: string
  readonly worldId: string
  readonly nowMs: number
}

/**
 * An amount of money: integer minor units of an ISO 4217 currency. Negative means debited from the account.
 * An amount that the bank cannot say exactly is a failure (reject), never a rounded one.
 *
 * @example
 * const coffee: BankMoney = { amountMinor: -4_200n, currency: 'SEK' }
 */
export interface BankMoney {
  readonly amountMinor: bigint
  readonly currency: string
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
 * A payment account the customer may give access to. `id` is the `resourceId` of Berlin Group: stable for life, not guessable.
 * An account that the customer may not give access to is left out, not marked.
 *
 * @example
 * const [account] = await connector.listAccounts(context, 'c-81')
 * account?.iban // 'SE…'
 */
export interface BankAccount {
  readonly id: string
  readonly iban: string
  readonly bban: string
  readonly currency: string
  /** Name given by the bank or the customer, for instance "Lönekonto". */
  readonly name: string
  /** Product name of the bank, for instance "Privatkonto". */
  readonly product: string
  /** ISO 20022 ExternalCashAccountType1Code, for instance CACC or SVGS. */
  readonly cashAccountType: string
  readonly ownerName: string
  readonly usage: 'PRIV' | 'ORGA'
  readonly status: 'enabled' | 'blocked' | 'deleted'
  readonly bic: string
}

/**
 * One balance of an account. `interimAvailable` counts what is pending and any credit limit; `interimBooked` does not.
 * A balance that the bank does not keep is left out. @see BG 1.3 §14.6 balanceType
 *
 * @example
 * const booked = balances.find((balance) => balance.balanceType === 'interimBooked')
 */
export interface BankBalance {
  readonly balanceType: 'interimBooked' | 'interimAvailable' | 'closingBooked' | 'expected'
  readonly amount: BankMoney
  readonly referenceDate: string
  readonly lastChangeMs: number
}

/**
 * One transaction. The id stays the same from pending to booked. Dates are calendar dates (YYYY-MM-DD) in the bank's time zone.
 * What the bank does not know is left out; a text of its own making ("UNKNOWN") is a fault.
 *
 * @example
 * const isSpent = transaction.amount.amountMinor < 0n
 */
export interface BankTransaction {
  readonly id: string
  readonly status: 'booked' | 'pending'
  /** Only when booked. */
  readonly bookingDate?: string
  readonly valueDate: string
  readonly amount: BankMoney
  readonly creditorName?: string
  readonly creditorIban?: string
  readonly debtorName?: string
  readonly debtorIban?: string
  readonly remittance: string
  /** ISO 20022 domain-family-subfamily, for instance PMNT-CCRD-POSD. */
  readonly bankTransactionCode: string
  readonly endToEndId?: string
}

/**
 * Which transactions are wanted: newest first, at most `limit` after the position `after`. Dates are inclusive and mean
 * the booking date of booked and the value date of pending ones. A position that did not come from the same kind of query
 * rejects with a `DomainError` of code `paging-position-invalid`.
 *
 * @example
 * const query: TransactionQuery = { accountId, status: 'booked', dateFrom: '2026-01-01', limit: 500 }
 */
export interface TransactionQuery {
  readonly accountId: string
  readonly status: 'booked' | 'pending'
  readonly dateFrom?: string
  readonly dateTo?: string
  readonly limit: number
  /** Opaque position from an earlier page's `next`. */
  readonly after?: string
}

/**
 * One page of transactions. `next` is there when more follow, and only then. `earliestDate` is the first date the bank can
 * answer for; a query from before it is answered from that date on. No transaction is an empty page, not a failure.
 *
 * @example
 * const more = page.next === undefined ? undefined : await connector.listTransactions(context, { ...query, after: page.next })
 */
export interface TransactionPage {
  readonly transactions: readonly BankTransaction[]
  readonly next?: string
  readonly earliestDate: string
}

/**
 * How a customer wants to identify: an app on the same device, or a QR code read by another one.
 * A bank that has only one of them rejects the other.
 *
 * @example
 * await connector.startAuthentication(context, 'other-device')
 */
export type AuthenticationMode = 'same-device' | 'other-device'

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
  /** One page of transactions of one account. An account that does not exist rejects with `account-unknown`. */
  listTransactions(context: BankContext, query: TransactionQuery): Promise<TransactionPage>
  /** Starts a strong customer authentication; the customer is known only when it is complete. */
  startAuthentication(
    context: BankContext,
    mode: AuthenticationMode,
  ): Promise<StartedAuthentication>
  /** Asks what became of a started authentication. */
  collectAuthentication(context: BankContext, reference: string): Promise<AuthenticationStatus>
}

/**
 * What the sandbox bank can do beyond a bank: list its test customers and play their part in an authentication.
 * Like any connector it rejects only when it cannot answer.
 *
 * @example
 * await bank.resolveAuthentication(context, reference, { kind: 'approve', customerId: 'astrid' })
 */
export interface SimulatedBank extends BankConnector {
  /** All test customers in the pack's order; the first one is a good one to begin with. */
  listCustomers(context: BankContext): Promise<readonly BankCustomer[]>
  /**
   * Plays the customer in an authentication. Approving as a blocked or unknown customer fails it.
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
