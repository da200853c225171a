/** A consent for one use opens each read once and has ended when all of them are used. It counts nothing itself. */
import type { AccountAccess } from './consent.ts'
import type { UsedPlace } from './unattended-accesses.ts'

const endpoints = {
  lists: ['getAccountList', 'getCardAccountList'],
  details: ['readAccountDetails', 'readCardAccountDetails'],
  balances: ['getBalances', 'getCardAccountBalances'],
  transactions: ['getTransactionList', 'getCardAccountTransactionList'],
} as const

/** @see adorsys release notes 4.4, 5.10 */
export function isUsedUp(access: AccountAccess, used: readonly UsedPlace[]): boolean {
  const isRead = (kind: keyof typeof endpoints, accountId: string) =>
    used.some(
      (one) => one.accountId === accountId && endpoints[kind].some((name) => name === one.endpoint),
    )
  if (!isRead('lists', '')) return false
  if (access.isListOnly === true) return true
  return (
    access.accounts.every((id) => isRead('details', id)) &&
    access.balances.every((id) => isRead('balances', id)) &&
    access.transactions.every((id) => isRead('transactions', id))
  )
}
