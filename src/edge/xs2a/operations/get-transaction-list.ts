/** GET /v1/accounts/{account-id}/transactions: one page or one camt.053 statement, never silently cut. */
import type { ReadingCall } from '../endpoint.ts'
import { XmlBody } from '../endpoint.ts'
import { answerStatement } from '../camt053.ts'
import { wantsXml } from '../checks.ts'
import { parseDelta, rememberReport } from '../delta.ts'
import { announceEarliest, boundHistory } from '../history.ts'
import { nextLink, toDownloadId } from '../report-links.ts'
import { parseLists, parsePage, parsePeriod, parseWithBalance } from '../parameters.ts'
import type { WantedLists } from '../parameters.ts'
import { renderReport } from '../rendered-reports.ts'
import { reads } from '../reading.ts'
import { TppError } from '../tpp-messages.ts'
import { accountPath, toBalance, toListed, toReference, toStandingOrder } from '../wire.ts'

type Profile = Awaited<ReturnType<ReadingCall['services']['profileOf']>>

async function answer(call: ReadingCall): Promise<object> {
  const { query, services, caller, reading, accountId } = call
  parseWithBalance(query)
  const profile = await services.profileOf(caller.worldId)
  const lists = parseLists(query, profile.accounts)
  if (wantsXml(call.headers)) return new XmlBody(await toXml(call, profile, lists))
  if (lists.statuses.length === 0) return toInformationOnly(call)
  const asked = {
    accountId,
    statuses: lists.statuses,
    ...parsePeriod(query),
    ...(await parseDelta(call, profile.accounts)),
    ...parsePage(query),
  }
  const bounds = await boundHistory(call, profile.consents, asked)
  const wanted = { ...asked, ...bounds }
  const page = await call.accounts.readTransactions(reading, wanted)
  const earliest = announceEarliest(call, page.earliestDate, bounds)
  const isFirst = asked.after === undefined
  const isLong =
    isFirst &&
    page.next !== undefined &&
    (await call.accounts.isLongerThan(reading, wanted, profile.accounts.downloadFromEntries))
  await rememberReport(call, page.transactions)
  const path = accountPath(call, accountId)
  const { after: _page, ...whole } = wanted
  const download = `${path}/transactions/download/${toDownloadId(whole)}`
  const { next: position } = page
  const { newerThan } = asked
  const next = nextLink(`${path}/transactions`, { query, position, dateFrom: earliest, newerThan })
  const account = toReference(page.account)
  const beside = {
    ...(lists.hasInformation && isFirst && { information: await readOrders(call) }),
    _links: { account: { href: path }, ...next },
  }
  const after = {
    ...(query.get('withBalance') === 'true' && { balances: await readBalances(call) }),
    ...(isLong && { _links: { download: { href: download } } }),
  }
  const frame = { account, statuses: asked.statuses, transactions: beside, ...after }
  return renderReport(page.transactions, frame, () => ({
    account,
    transactions: { ...listsOf(path, asked.statuses, page.transactions), ...beside },
    ...after,
  }))
}

/** Empty lists stay, so that a caller sees that nothing was there. */
export function listsOf(
  path: string,
  statuses: WantedLists['statuses'],
  transactions: readonly Parameters<typeof toListed>[1][],
) {
  const rows = statuses.map((status) => [
    status,
    transactions.filter((entry) => entry.status === status).map((one) => toListed(path, one)),
  ])
  return Object.fromEntries(rows)
}

async function readOrders({ accounts, reading, accountId }: ReadingCall) {
  return (await accounts.listStandingOrders(reading, accountId)).orders.map(toStandingOrder)
}

async function readBalances({ accounts, reading, accountId }: ReadingCall) {
  return (await accounts.readBalances(reading, accountId)).balances.map(toBalance)
}

async function toInformationOnly(call: ReadingCall) {
  const { accounts, reading, accountId } = call
  const { account, orders } = await accounts.listStandingOrders(reading, accountId)
  return {
    account: toReference(account),
    transactions: {
      information: orders.map(toStandingOrder),
      _links: { account: { href: accountPath(call, accountId) } },
    },
  }
}

async function toXml(call: ReadingCall, profile: Profile, lists: WantedLists): Promise<string> {
  const { query } = call
  if (!profile.accounts.hasCamt053)
    throw new TppError('REQUESTED_FORMATS_INVALID', { path: 'Accept' })
  if (lists.hasInformation || lists.statuses.join('') !== 'booked') {
    const text = 'A camt.053 statement holds what is booked: send bookingStatus=booked.'
    throw new TppError('PARAMETER_NOT_CONSISTENT', { path: 'bookingStatus', text })
  }
  const asked = parsePeriod(query)
  const bounds = await boundHistory(call, profile.consents, { accountId: call.accountId, ...asked })
  return answerStatement(call, { ...asked, ...bounds })
}

export const getTransactionList = reads({
  operationId: 'getTransactionList',
  formats: ['application/json', 'application/xml'],
  handle: answer,
})
