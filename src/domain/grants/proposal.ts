/** What a customer is asked to agree to: the accounts a consent request means among the customer's own. It changes nothing. */
import type { BankAccount } from '#src/connector/bank-connector.ts'
import type { AccountAccess, ConsentRequest } from '#src/domain/consents/consent.ts'
import { isNamed, namedAccounts } from '#src/domain/consents/requested-access.ts'
import type { AccountReference } from '#src/domain/consents/requested-access.ts'

export interface Proposal {
  /** True when the customer picks accounts; false when the request has named them. */
  readonly isChoice: boolean
  /** The accounts to pick from, or those that the request means. */
  readonly accounts: readonly BankAccount[]
  /** True when the request names an account that is none of the customer's: there is nothing to agree to. */
  readonly isForeign: boolean
}

/** What the request means for this customer; without a request (OAuth first) the customer picks. */
export function proposeAccess(
  request: ConsentRequest | undefined,
  own: readonly BankAccount[],
): Proposal {
  if (!request || request.model === 'bank-offered')
    return { isChoice: true, accounts: own, isForeign: false }
  if (request.model !== 'dedicated') return { isChoice: false, accounts: own, isForeign: false }
  const named = namedAccounts(request.access)
  const matched = named.map((reference) => own.filter((account) => isNamed(account, reference)))
  return {
    isChoice: false,
    accounts: own.filter((account) => matched.some((found) => found.includes(account))),
    isForeign: matched.some((found) => found.length === 0),
  }
}

/**
 * The access that follows from a yes to these accounts. Balances and transactions imply the account; the owner's name is
 * given when it is asked for and the bank offers it, and is passed over otherwise. @see BG IG 1.3 §6.3
 */
export function accessOf(
  request: ConsentRequest | undefined,
  agreed: readonly BankAccount[],
  { hasOwnerName }: { readonly hasOwnerName: boolean },
): AccountAccess {
  const access = withoutNames(request, agreed)
  const named = hasOwnerName ? agreed.filter((account) => asksForOwner(request, account)) : []
  return named.length === 0 ? access : { ...access, ownerNames: named.map(({ id }) => id) }
}

function withoutNames(
  request: ConsentRequest | undefined,
  agreed: readonly BankAccount[],
): AccountAccess {
  const all = agreed.map(({ id }) => id)
  switch (request?.model) {
    case 'account-list':
      return { accounts: all, balances: [], transactions: [], isListOnly: true }
    case 'account-list-with-balances':
      return { accounts: all, balances: all, transactions: [], isListOnly: true }
    case 'dedicated': {
      const idsOf = (references: readonly AccountReference[] = []) =>
        agreed
          .filter((account) => references.some((reference) => isNamed(account, reference)))
          .map(({ id }) => id)
      const { balances, transactions } = request.access
      return { accounts: all, balances: idsOf(balances), transactions: idsOf(transactions) }
    }
    default:
      return { accounts: all, balances: all, transactions: all }
  }
}

/** A customer who picked at the authorization server was asked for the name too. */
export function asksForOwner(request: ConsentRequest | undefined, account?: BankAccount): boolean {
  if (!request) return true
  const { additionalInformation, allPsd2, availableAccounts, availableAccountsWithBalance } =
    request.access
  const wholes = [allPsd2, availableAccounts, availableAccountsWithBalance]
  if (wholes.includes('allAccountsWithOwnerName')) return true
  const asked = additionalInformation?.ownerName
  if (!asked) return false
  // An empty list beside empty lists means the accounts that the customer picks.
  return asked.length === 0 || !account || asked.some((reference) => isNamed(account, reference))
}
