/** A customer's accounts as a World shows them: card accounts apart, because they have paths of their own in the interface. It changes no account. */
import type { BankAccount } from '#src/connector/bank-connector.ts'

export interface WorldAccounts {
  readonly accounts: readonly Pick<BankAccount, 'id' | 'iban' | 'currency' | 'name'>[]
  readonly cardAccounts: readonly {
    readonly id: string
    readonly maskedPan: string
    readonly currency: string
    readonly name: string
  }[]
}

/** In the order of the bank. The number of a card's account is the bank's own and never shown. */
export function toWorldAccounts(own: readonly BankAccount[]): WorldAccounts {
  const { payment, cards } = splitAccounts(own)
  return {
    accounts: payment.map(({ id, iban, currency, name }) => ({ id, iban, currency, name })),
    cardAccounts: cards.map(({ id, maskedPan, currency, name }) => ({
      id,
      maskedPan,
      currency,
      name,
    })),
  }
}

/** Each list keeps the order of the accounts. */
export function splitAccounts<T extends { readonly maskedPan?: string | undefined }>(
  own: readonly T[],
): { payment: T[]; cards: (T & { readonly maskedPan: string })[] } {
  const isCard = (account: T): account is T & { readonly maskedPan: string } =>
    account.maskedPan !== undefined
  return { payment: own.filter((account) => !isCard(account)), cards: own.filter(isCard) }
}
