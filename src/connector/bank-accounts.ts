/** What a bank answers about accounts: the part of the plug-in contract that holds accounts, balances, transactions and standing orders. */

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
  /** How many customers must agree to an access; one when left out. */
  readonly signaturesRequired?: number
  /** Only for card accounts: the card's number as the bank shows it. A card account is never read as a payment account. */
  readonly maskedPan?: string
  /** Only for card accounts: true when its reports quote debits as positive amounts. The connector itself never does. */
  readonly debitAccounting?: boolean
  readonly creditLimit?: BankMoney
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
  /** Only what was booked after the transaction of this id, which is itself left out. Pending ones are answered all the same. */
  readonly newerThan?: string
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
 * A payment that the customer has ordered to repeat. Amounts are negative, as money leaves the account.
 * One that has ended is left out.
 *
 * @example
 * const isRent = order.remittance.startsWith('Hyra') && order.dayOfMonth === 30
 */
export interface BankStandingOrder {
  readonly amount: BankMoney
  readonly creditorName: string
  readonly creditorIban?: string
  readonly remittance: string
  readonly startDate: string
  /** 1 to 31; 31 means the last day of a month. */
  readonly dayOfMonth: number
  /** 1 to 12; every month when left out. */
  readonly months?: readonly number[]
  /** Where it goes when the bank is closed that day. */
  readonly shift: 'before' | 'after'
}
