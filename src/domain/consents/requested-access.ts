/** What a TPP asks of accounts in `POST /v1/consents`, and which of the framework's models that is. It reads no account. */
import type { ConsentModel } from '#src/domain/catalogue/bank-profile.ts'
import type { BankAccount } from '#src/connector/bank-connector.ts'
import { DomainError } from '#src/kit/domain-error.ts'

/** One account as a TPP names it: exactly one identifier, and the currency of a sub-account. @see BG IG 1.3 §14.2 */
export interface AccountReference {
  readonly iban?: string
  readonly bban?: string
  readonly pan?: string
  readonly maskedPan?: string
  readonly msisdn?: string
  readonly currency?: string
}

type WholeAccess = 'allAccounts' | 'allAccountsWithOwnerName'

/** The object `access` as sent, checked for its types already. @see BG IG 1.3 §14.3 */
export interface RequestedAccess {
  readonly accounts?: readonly AccountReference[]
  readonly balances?: readonly AccountReference[]
  readonly transactions?: readonly AccountReference[]
  readonly additionalInformation?: {
    readonly ownerName?: readonly AccountReference[]
    readonly trustedBeneficiaries?: readonly AccountReference[]
  }
  readonly availableAccounts?: WholeAccess
  readonly availableAccountsWithBalance?: WholeAccess
  readonly allPsd2?: WholeAccess
  readonly restrictedTo?: readonly string[]
}

const kinds = ['accounts', 'balances', 'transactions'] as const
const wholes = ['availableAccounts', 'availableAccountsWithBalance', 'allPsd2'] as const
const wholeModels = {
  availableAccounts: 'account-list',
  availableAccountsWithBalance: 'account-list-with-balances',
  allPsd2: 'global',
} as const satisfies Record<(typeof wholes)[number], ConsentModel>

/**
 * The model that an access request means. Throws `access-mixed` (a list beside a whole, or two wholes),
 * `access-empty` (nothing asked), `access-partly-empty` (an empty list beside a filled one).
 * @see BG IG 1.3 §6.3
 */
export function modelOf(access: RequestedAccess): ConsentModel {
  const lists = kinds.flatMap((kind) => (access[kind] ? [access[kind]] : []))
  const asked = wholes.filter((whole) => access[whole] !== undefined)
  const [whole] = asked
  if (asked.length > 1 || (whole && lists.some((list) => list.length > 0)))
    throw new DomainError('access-mixed')
  if (whole) return wholeModels[whole]
  if (lists.length === 0) throw new DomainError('access-empty')
  if (lists.every((list) => list.length === 0)) return 'bank-offered'
  if (lists.some((list) => list.length === 0)) throw new DomainError('access-partly-empty')
  return 'dedicated'
}

/** Every account named anywhere in the request, once each. */
export function namedAccounts(access: RequestedAccess): readonly AccountReference[] {
  const all = kinds.flatMap((kind) => access[kind] ?? [])
  const byKey = new Map(all.map((reference) => [keyOf(reference), reference]))
  return [...byKey.values()]
}

/** One text per account and currency, whatever the order of the fields. */
export function keyOf(reference: AccountReference): string {
  const { iban, bban, pan, maskedPan, msisdn, currency } = reference
  const identifier = iban?.replaceAll(' ', '').toUpperCase() ?? bban ?? pan ?? maskedPan ?? msisdn
  return `${identifier ?? ''}/${currency ?? ''}`
}

/** A reference without a currency means every currency of the account. @see BG IG 1.3 §4.5 */
export function isNamed(account: BankAccount, reference: AccountReference): boolean {
  if (reference.currency !== undefined && reference.currency !== account.currency) return false
  if (reference.iban !== undefined)
    return reference.iban.replaceAll(' ', '').toUpperCase() === account.iban
  if (reference.bban !== undefined) return reference.bban === account.bban
  if (reference.maskedPan !== undefined) return reference.maskedPan === account.maskedPan
  return false
}
