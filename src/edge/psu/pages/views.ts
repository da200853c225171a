/** What the customer's pages are drawn from. Plain data, decided by the routes; the pages decide only how it looks. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { Money } from '#src/kit/money.ts'
import type { Html } from '../html.ts'
import type { Language } from '../texts/language.ts'

/** The bank as the pack describes it. */
export interface BankView {
  readonly name: string
  /** Drawing of the pack; without one the product's own mark is drawn. */
  readonly logoSvg?: Html
  readonly isFictional: boolean
  /** Stylesheet with the pack's colours, loaded after our own; it sets --accent and its companions. */
  readonly tokensHref?: string
}

/** What every page has. */
export interface PageView {
  readonly language: Language
  readonly bank: BankView
  readonly switchLanguageHref?: string
  readonly isSandbox: boolean
}

/** What every page on the way of a request has. */
export interface RequestView extends PageView {
  readonly app: { readonly name: string }
  readonly organisationName?: string
  /** Where the form of the page is posted. */
  readonly action: string
}

export interface TestCustomerView {
  readonly id: string
  readonly name: string
  readonly about: string
}

/** What is asked for. */
export interface PermissionView {
  /** Reads a day without the customer. @see RTS 2018/389 art. 36(5)(b) */
  readonly frequencyPerDay: number
  /** Last day of the permission. */
  readonly validUntilMs: EpochMs
  /** False for a permission that is used once. */
  readonly isRecurring: boolean
  readonly reads: 'balances-and-transactions' | 'balances' | 'transactions' | 'accounts' | 'funds'
  /** Whether the name of the accounts' owner is asked for. */
  readonly hasOwnerName?: boolean
  /** The card for which funds are confirmed, as the app describes it. */
  readonly card?: string
  /** Who decides which accounts: the customer by picking, or the app by naming them. */
  readonly accounts: 'picked' | 'named' | 'all'
}

export interface AskView extends RequestView {
  readonly permission: PermissionView
  /** Only in the sandbox. */
  readonly testCustomers?: readonly TestCustomerView[]
  /** Preselected test customer; the first one unless given. */
  readonly testCustomerId?: string
}

export interface WaitingView extends RequestView {
  readonly mode: 'same-device' | 'other-device'
  /** From `toQrSvg`; only for the other device. */
  readonly qrSvg?: string
  /** Opens the BankID app; only for the same device and outside the sandbox. */
  readonly autoStartHref?: string
  /** Answers with a `WaitingStatus` as JSON. */
  readonly statusHref: string
  /** This page again: "Check again" without script. */
  readonly selfHref: string
  readonly nowMs: EpochMs
  readonly expiresAtMs: EpochMs
  /** Only in the sandbox: who may act as the customer, and who was chosen. */
  readonly simulator?: {
    readonly testCustomers: readonly TestCustomerView[]
    readonly testCustomerId: string
  }
}

/** What `waiting.js` reads once a second. Every state but `pending` ends the reading. */
export interface WaitingStatus {
  readonly state: 'pending' | 'complete' | 'failed' | 'cancelled' | 'timed-out'
  readonly message: string
  readonly qrSvg?: string
  readonly redirectTo?: string
}

export interface TryAgainView extends RequestView {
  readonly attemptsLeft: number
}

export interface AccountView {
  readonly id: string
  readonly name: string
  readonly number: string
  /** Left out when the bank could not tell it. */
  readonly balance?: Money
  /** Picked before the form came back with an error; without it nothing is picked unless there is one account only. */
  readonly isPicked?: boolean
}

export interface ChooseView extends RequestView {
  readonly customerName: string
  readonly permission: PermissionView
  readonly accounts: readonly AccountView[]
  /** Minutes the page stays usable after authentication. @see RTS 2018/389 art. 4(3)(d) */
  readonly minutesMax: number
  /** Approved without choosing an account. */
  readonly isNothingChosen?: boolean
  /** The customer's own page of permissions, when there is one. */
  readonly permissionsHref?: string
}

export type MessageKind =
  | 'session-lost'
  | 'not-found'
  | 'unknown-app'
  | 'unknown-redirect'
  | 'invalid-request'
  | 'server-error'
  | 'unavailable'

export interface MessageView extends PageView {
  readonly kind: MessageKind
  readonly requestId: string
  /** OAuth error code and description, for the developer of the app. */
  readonly error?: string
  readonly errorDescription?: string
}
