/** GET /v1/accounts/{account-id}/transactions: one page, never silently cut. */
import type { Xs2aCall, Xs2aOperation } from '../endpoint.ts'
import { parseDate, parseStatuses, parseWithBalance, refuseUnsupported } from '../parameters.ts'
import { TppError } from '../tpp-messages.ts'
import { accountPath, toBalance, toReference, toTransaction } from '../wire.ts'

function parse({ query, accountId }: Xs2aCall) {
  refuseUnsupported(query)
  parseWithBalance(query)
  const statuses = parseStatuses(query)
  const dateFrom = parseDate(query, 'dateFrom')
  const dateTo = parseDate(query, 'dateTo')
  if (dateFrom && dateTo && dateTo < dateFrom)
    throw new TppError('PERIOD_INVALID', { path: 'dateTo' })
  const after = query.get('page') ?? undefined
  return {
    accountId,
    statuses,
    ...(dateFrom && { dateFrom }),
    ...(dateTo && { dateTo }),
    ...(after !== undefined && { after: Buffer.from(after, 'base64url').toString() }),
  }
}

async function answer(call: Xs2aCall) {
  const { accounts, reading, accountId, query } = call
  const wanted = parse(call)
  const { account, transactions, ...page } = await accounts.readTransactions(reading, wanted)
  // An earlier dateFrom is answered from here on: nothing is cut without saying so.
  call.announce('aspsp-earliest-date', page.earliestDate)
  const lists = wanted.statuses.map((status) => [
    status,
    transactions.filter((entry) => entry.status === status).map(toTransaction),
  ])
  const path = accountPath(call, accountId)
  const following = new URLSearchParams(query)
  if ('next' in page && page.next)
    following.set('page', Buffer.from(page.next).toString('base64url'))
  const balances =
    query.get('withBalance') === 'true'
      ? (await accounts.readBalances(reading, accountId)).balances.map(toBalance)
      : undefined
  return {
    account: toReference(account),
    transactions: {
      ...Object.fromEntries(lists),
      _links: {
        account: { href: path },
        ...('next' in page &&
          page.next && { next: { href: `${path}/transactions?${following.toString()}` } }),
      },
    },
    ...(balances && { balances }),
  }
}

export const getTransactionList: Xs2aOperation = {
  operationId: 'getTransactionList',
  handle: answer,
}
