/** Every operation and refusal of the interface, held against our own contract and, where it lies beside the checkout, the official one. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { doorNow, openXs2aDoor } from '#test/fixtures/xs2a-door.ts'
import type { Answer, TokenChange } from '#test/fixtures/xs2a-door.ts'
import type { Recorded } from '#test/record-examples.ts'
import { createJudge } from './validators.ts'
import type { JudgedAnswer } from './validators.ts'

const root = join(import.meta.dirname, '..', '..')
const official = join(root, '..', 'shared', 'contracts', 'psd2-api-1.3.11.yaml')
const officialFunds = join(
  root,
  '..',
  'shared',
  'contracts',
  'psd2-confirmation-of-funds-consent-2.0.yaml',
)
const tokens: Record<string, TokenChange> = {
  expired: { tokenExpiresAtMs: doorNow },
  later: { clockOffsetMs: 1_800_000 },
  ended: { grant: { isGrantEnded: true, consentStatus: 'terminatedByTpp' } },
  deleted: { isAppDeleted: true },
  revoked: { grant: { consentStatus: 'revokedByPsu', isGrantEnded: true } },
  over: { grant: { consentValidUntilMs: doorNow } },
  stale: { grant: { authenticatedAt: doorNow - 900_001 } },
  none: { grant: { access: { accounts: [], balances: [], transactions: [] } } },
}

type Door = Awaited<ReturnType<typeof openXs2aDoor>>

interface Drive {
  readonly list: string
  readonly cards: string
  readonly call: Door['call']
  readonly expect: (status: number, code: undefined, asked: Promise<Answer>) => Promise<Answer>
}

async function driveMore({ list, cards, call, expect }: Drive) {
  for (const status of ['information', 'all'])
    await expect(200, undefined, call(`${list}?bookingStatus=${status}`))
  const all = await expect(200, undefined, call(`${list}?bookingStatus=booked&deltaList=true`))
  const [newest, next] = all.body.transactions.booked
  await expect(200, undefined, call(newest._links.transactionDetails.href.slice(basePath.length)))
  const from = `${list}?bookingStatus=booked&entryReferenceFrom=${next.entryReference}`
  const newer = await expect(200, undefined, call(from))
  assert.deepEqual(newer.body.transactions.booked, [newest])
  for (const path of ['', '?withBalance=true'])
    await expect(200, undefined, call(`/v1/card-accounts${path}`))
  const one = cards.replace('/transactions', '')
  for (const path of [one, `${one}/balances`, `${cards}?bookingStatus=both&withBalance=true`])
    await expect(200, undefined, call(path))
}

const basePath = '/sandbox/psd2'

async function drive() {
  const { call, accountIds, others, records } = await openXs2aDoor(tokens, { pageSize: 7 })
  const id = accountIds[0] ?? ''
  const card = accountIds.at(-1) ?? ''
  const cards = `/v1/card-accounts/${card}/transactions`
  const foreign = others.find((one) => !accountIds.includes(one)) ?? ''
  const list = `/v1/accounts/${id}/transactions`
  const answers: Answer[] = []
  const expect = async (status: number, code: string | undefined, asked: Promise<Answer>) => {
    const answer = await asked
    answers.push(answer)
    const told = `${answer.path} ${JSON.stringify(answer.body)}`
    assert.equal(answer.status, status, told)
    assert.equal(answer.body.tppMessages?.[0].code, code, told)
    assert.ok(answer.headers['x-request-id'])
    if (code) assert.match(String(answer.headers.link), new RegExp(`/errors/${code}>`, 'u'))
    return answer
  }
  for (const path of ['', '?withBalance=true', `/${id}`, `/${id}?withBalance=true`])
    await expect(200, undefined, call(`/v1/accounts${path}`))
  await expect(200, undefined, call(`/v1/accounts/${id}/balances/`))
  await expect(200, undefined, call('/v1/accounts', { token: 'none' }))
  for (const status of ['booked', 'pending', 'both'])
    await expect(200, undefined, call(`${list}?bookingStatus=${status}&withBalance=true`))
  const first = await expect(200, undefined, call(`${list}?bookingStatus=booked`))
  const { href } = first.body.transactions._links.next
  const second = await expect(200, undefined, call(href.replace('/sandbox/psd2', '')))
  const [one, two] = [first, second].map(({ body }) => body.transactions.booked[0].transactionId)
  assert.notEqual(one, two)
  const empty = `${list}?bookingStatus=booked&dateFrom=2026-11-30`
  const nothing = await expect(200, undefined, call(empty))
  assert.deepEqual(nothing.body.transactions.booked, [])
  await driveMore({ list, cards, call, expect })
  const refusals = [
    [400, 'FORMAT_ERROR', list, {}],
    [400, 'FORMAT_ERROR', `${list}?bookingStatus=booked&dateFrom=2026-02-30`, {}],
    [400, 'FORMAT_ERROR', `${list}?bookingStatus=booked&page=x`, {}],
    [400, 'FORMAT_ERROR', '/v1/accounts?withBalance=maybe', {}],
    [400, 'FORMAT_ERROR', '/v1/accounts', { headers: { 'x-request-id': 'x' } }],
    [413, 'FORMAT_ERROR', '/v1/accounts', { headers: { 'content-length': '70000' } }],
    [400, 'FORMAT_ERROR', `${list}?bookingStatus=none`, {}],
    [400, 'FORMAT_ERROR', `${list}?bookingStatus=both&deltaList=yes`, {}],
    [400, 'FORMAT_ERROR', `${list}?bookingStatus=both&entryReferenceFrom=tx_none`, {}],
    [
      400,
      'PARAMETER_NOT_CONSISTENT',
      `${list}?bookingStatus=both&entryReferenceFrom=x&deltaList=true`,
      {},
    ],
    [400, 'PARAMETER_NOT_SUPPORTED', `${cards}?bookingStatus=information`, {}],
    [401, 'CONSENT_INVALID', `${list}?bookingStatus=both&dateFrom=2026-08-21`, { token: 'stale' }],
    [403, 'RESOURCE_UNKNOWN', `${list}/tx_none`, {}],
    [403, 'RESOURCE_UNKNOWN', `${list}/download/none`, {}],
    [404, 'RESOURCE_UNKNOWN', `/v1/card-accounts/${id}`, {}],
    [404, 'RESOURCE_UNKNOWN', `/v1/accounts/${card}/balances`, {}],
    [400, 'PERIOD_INVALID', `${list}?bookingStatus=both&dateFrom=2026-11-02&dateTo=2026-11-01`, {}],
    [400, 'CONSENT_UNKNOWN', '/v1/accounts', { headers: { 'consent-id': 'x' } }],
    [401, 'TOKEN_UNKNOWN', '/v1/accounts', { token: 'x' }],
    [401, 'TOKEN_EXPIRED', '/v1/accounts', { token: 'expired' }],
    [401, 'TOKEN_EXPIRED', '/v1/accounts', { token: 'later' }],
    [401, 'TOKEN_INVALID', '/v1/accounts', { token: 'ended' }],
    [401, 'TOKEN_INVALID', '/v1/accounts', { token: 'deleted' }],
    [401, 'CONSENT_INVALID', '/v1/accounts', { token: 'revoked' }],
    [401, 'CONSENT_EXPIRED', '/v1/accounts', { token: 'over' }],
    [404, 'RESOURCE_UNKNOWN', '/v1/nothing', {}],
    [404, 'RESOURCE_UNKNOWN', '/v1/accounts/no-such', {}],
    [404, 'RESOURCE_UNKNOWN', `/v1/accounts/${foreign}/balances`, {}],
    [404, 'RESOURCE_UNKNOWN', `/v1/accounts/${id}`, { token: 'none' }],
    [405, 'SERVICE_INVALID', '/v1/accounts', { method: 'POST' }],
    [406, 'REQUESTED_FORMATS_INVALID', '/v1/accounts', { headers: { accept: 'text/xml' } }],
  ] as const
  for (const [status, code, path, given] of refusals) await expect(status, code, call(path, given))
  assert.equal(records.length, answers.length)
  assert.ok(records.every(({ path }) => !path.includes('?') && !path.includes(id)))
  for (const [status, code, failure] of [
    [503, 'SERVICE_UNAVAILABLE', new Error('down')],
    [500, 'INTERNAL_SERVER_ERROR', undefined],
  ] as const) {
    // A list that is none breaks our own code, not the bank's.
    const listAccounts = () => (failure ? Promise.reject(failure) : Promise.resolve({} as never))
    const broken = await openXs2aDoor({}, { connector: { listAccounts } })
    await expect(status, code, broken.call('/v1/accounts'))
  }
  return answers
}

const answers = drive()

test('every answer is as our own contract says', async () => {
  const judge = createJudge(join(root, 'openapi', 'xs2a.yaml'))
  for (const answer of await answers) assert.deepEqual(judge(answer), [], answer.path)
})

/** What was recorded of consents and funds: the door of this file opens no room that holds them. */
function readRecorded(): readonly JudgedAnswer[] {
  const text = readFileSync(join(root, 'openapi', 'examples', 'xs2a.json'), 'utf8')
  return Object.values(JSON.parse(text) as Recorded).flatMap((statuses) =>
    Object.entries(statuses).map(([status, { request, value }]) => ({
      ...request,
      status: Number(status),
      body: value,
    })),
  )
}

test(
  'every answer is as the official contracts say, but for the named deviations, all of them used',
  {
    skip: existsSync(official) ? false : 'the official contracts do not lie beside the checkout',
  },
  async () => {
    const judges = { interface: createJudge(official), funds: createJudge(officialFunds) }
    const all = [...(await answers), ...readRecorded()]
    const faults = new Set(
      all.flatMap((answer) => {
        const isFunds = answer.path.startsWith('/v2/consents/confirmation-of-funds')
        // These are shaped as those under /v1/consents, and are in no contract.
        if (isFunds && answer.path.includes('/authorisations')) return []
        return judges[isFunds ? 'funds' : 'interface'](answer)
      }),
    )
    const text = readFileSync(join(root, 'openapi', 'deviations.yaml'), 'utf8')
    const rows = parse(text) as { fault?: string }[]
    const named = rows.flatMap(({ fault }) => fault ?? [])
    assert.deepEqual([...faults].toSorted(), named.toSorted())
  },
)
