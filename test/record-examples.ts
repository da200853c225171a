/** Records an answer of every operation and simple refusal of the interface from the running product. It keeps no token and no header. */
import { randomUUID } from 'node:crypto'
import type { Answer } from './developer.ts'
import { basic, call, createApp, expectCall, firstCustomer, signUp } from './developer.ts'
import { connect } from './consent-flow.ts'
import { recordConsents } from './record-consents.ts'

/** By operationId and status. */
export type Recorded = Record<string, Record<string, RecordedAnswer>>

export interface RecordedAnswer {
  readonly request: { readonly method: string; readonly path: string }
  readonly value: unknown
}

/** An instant far enough in the past to stay the same: the recorded days shall not move. */
export const recordedAt = Date.UTC(2026, 9, 15, 9, 0)

export async function recordExamples(base: string): Promise<Recorded> {
  const app = await createApp(base, await signUp(base))
  const customer = await firstCustomer(base, app)
  const { accessToken } = await connect(base, app, { customerId: customer.id })
  const account = customer.accounts[0]?.id ?? ''
  const { body } = await expectCall(200, `${base}/sandbox/world/v1/customers`, {
    headers: basic(app),
  })
  const card: string = body.customers[0].cardAccounts[0].id
  const iban: string = body.customers[0].accounts[0].iban
  const list = `/v1/accounts/${account}/transactions?bookingStatus=booked&dateFrom=2026-10-10`
  const reading = { base, accessToken, path: list, account }
  const { body: newest } = await ask(reading, {
    authorization: `Bearer ${accessToken}`,
    wish: { status: 200 },
  })
  const transaction: string = newest.transactions.booked[0].transactionId
  const recorded: Recorded = {}
  for (const [operationId, path] of Object.entries(pathsFor(account, transaction)))
    recorded[operationId] = await recordOperation({ ...reading, path })
  for (const [operationId, path] of Object.entries(pathsOfCard(card)))
    recorded[operationId] = await recordOperation({ ...reading, path, account: card })
  return { ...recorded, ...(await recordConsents(base, { app, customerId: customer.id, iban })) }
}

/** The last days of a list are enough for an example. */
function pathsFor(account: string, transaction: string): Record<string, string> {
  return {
    getAccountList: '/v1/accounts?withBalance=true',
    getBalances: `/v1/accounts/${account}/balances`,
    getTransactionList: `/v1/accounts/${account}/transactions?bookingStatus=both&dateFrom=2026-10-10`,
    getTransactionDetails: `/v1/accounts/${account}/transactions/${transaction}`,
    readAccountDetails: `/v1/accounts/${account}`,
  }
}

function pathsOfCard(card: string): Record<string, string> {
  return {
    getCardAccountList: '/v1/card-accounts',
    readCardAccountDetails: `/v1/card-accounts/${card}`,
    getCardAccountBalances: `/v1/card-accounts/${card}/balances`,
    getCardAccountTransactionList: `/v1/card-accounts/${card}/transactions?bookingStatus=both&dateFrom=2026-10-10`,
  }
}

interface Operation {
  readonly base: string
  readonly accessToken: string
  readonly path: string
  readonly account: string
}

async function recordOperation(operation: Operation): Promise<Record<string, RecordedAnswer>> {
  const { accessToken, path, account } = operation
  const unknown = path.replace(account, 'acc_00000000000000000000')
  const wishes: Wish[] = [
    { status: 200 },
    { status: 400, headers: { 'x-request-id': 'not-a-uuid' } },
    { status: 401, headers: { authorization: 'Bearer not-a-token' } },
    ...(unknown === path ? [] : [{ status: 404, path: unknown }]),
    { status: 405, method: 'DELETE' },
    { status: 406, headers: { accept: 'image/png' } },
  ]
  const recorded: Record<string, RecordedAnswer> = {}
  for (const wish of wishes) {
    const { body, request } = await ask(operation, { authorization: `Bearer ${accessToken}`, wish })
    recorded[String(wish.status)] = { request, value: body }
  }
  return recorded
}

interface Wish {
  readonly status: number
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
}

async function ask(
  { base, path: usual }: Operation,
  { authorization, wish }: { authorization: string; wish: Wish },
): Promise<Answer & { readonly request: RecordedAnswer['request'] }> {
  const { status, method = 'GET', path = usual, headers } = wish
  const answer = await call(`${base}/sandbox/psd2${path}`, {
    method,
    headers: {
      authorization,
      'x-request-id': randomUUID(),
      accept: 'application/json',
      ...headers,
    },
  })
  if (answer.status !== status)
    throw new Error(`${method} ${path} answered ${answer.status} instead of ${status}`)
  return { ...answer, request: { method, path } }
}
