/** GET /v1/card-accounts/{account-id}/transactions: one page, never silently cut. */
import type { BankAccount, BankTransaction } from '#src/connector/bank-connector.ts'
import { loadCardProfile } from '../card-accounts.ts'
import { parseDelta, rememberReport } from '../delta.ts'
import type { ReadingCall } from '../endpoint.ts'
import { announceEarliest, boundHistory } from '../history.ts'
import { parseCardLists, parsePage, parsePeriod, parseWithBalance } from '../parameters.ts'
import { reads } from '../reading.ts'
import { nextLink } from '../report-links.ts'
import { cardAccountPath, toCardBalance, toCardTransaction, toReference } from '../wire.ts'

async function answer(call: ReadingCall) {
  const { query, reading, accountId, accounts } = call
  parseWithBalance(query)
  const profile = await loadCardProfile(call)
  const kind = 'card' as const
  const statuses = parseCardLists(query, profile.accounts)
  const asked = {
    accountId,
    kind,
    statuses,
    ...parsePeriod(query),
    ...(await parseDelta(call, profile.accounts)),
    ...parsePage(query),
  }
  const bounds = await boundHistory(call, profile.consents, asked)
  const page = await accounts.readTransactions(reading, { ...asked, ...bounds })
  await rememberReport(call, page.transactions)
  const { account, next: position } = page
  const { newerThan } = asked
  const dateFrom = announceEarliest(call, page.earliestDate, bounds)
  const path = cardAccountPath(call, accountId)
  const balances =
    query.get('withBalance') === 'true'
      ? (await accounts.readBalances(reading, accountId, kind)).balances
      : undefined
  return {
    cardAccount: toReference(account),
    debitAccounting: account.debitAccounting === true,
    cardTransactions: {
      ...listsOf(account, statuses, page.transactions),
      _links: {
        cardAccount: { href: path },
        ...nextLink(`${path}/transactions`, { query, position, dateFrom, newerThan }),
      },
    },
    ...(balances && { balances: balances.map((one) => toCardBalance(account, one)) }),
  }
}

function listsOf(
  account: BankAccount,
  statuses: readonly BankTransaction['status'][],
  transactions: readonly BankTransaction[],
) {
  const rows = statuses.map((status) => [
    status,
    transactions
      .filter((entry) => entry.status === status)
      .map((entry) => toCardTransaction(account, entry)),
  ])
  return Object.fromEntries(rows)
}

export const getCardAccountTransactionList = reads({
  operationId: 'getCardAccountTransactionList',
  handle: answer,
})
