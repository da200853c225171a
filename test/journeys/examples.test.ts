/** The recorded examples are what the running interface answers, and fit its contract. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readApiDocument } from '#src/domain/api-documents/api-document.ts'
import { buildReference } from '#src/domain/api-documents/build-reference.ts'
import { createJudge } from '#test/conformance/validators.ts'
import { connect, readInterface } from '#test/consent-flow.ts'
import { basic, createApp, expectCall, firstCustomer, signUp } from '#test/developer.ts'
import { startPortico } from '#test/harness.ts'
import { recordedAt, recordExamples } from '#test/record-examples.ts'
import type { Recorded } from '#test/record-examples.ts'
import { runSample } from '#test/run-sample.ts'
import { clientToken } from '#test/world.ts'

const folder = join(import.meta.dirname, '..', '..', 'openapi')
const text = readFileSync(join(folder, 'examples', 'xs2a.json'), 'utf8')
const recorded = JSON.parse(text) as Recorded // written by our own script

/** Keys and types of a value; what differs from entry to entry of a list is put together. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = value.map(shapeOf)
    return shapes.every((shape) => typeof shape === 'object')
      ? [Object.assign({}, ...shapes)]
      : [...new Set(shapes)]
  }
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [two]) => one.localeCompare(two))
      .map(([key, each]) => [key, shapeOf(each)]),
  )
}

const answersOf = (examples: Recorded) =>
  Object.fromEntries(
    Object.entries(examples).map(([operationId, statuses]) => [
      operationId,
      Object.fromEntries(
        Object.entries(statuses).map(([status, { value }]) => [status, shapeOf(value)]),
      ),
    ]),
  )

test('the committed examples are of the same operations, statuses and shapes as fresh ones', async (t) => {
  const portico = await startPortico(t, { clock: { now: () => recordedAt } })
  const fresh = await recordExamples(portico.url)
  assert.deepEqual(answersOf(recorded), answersOf(fresh), 'run `npm run examples`')
})

test('every committed example fits the contract', () => {
  const judge = createJudge(join(folder, 'xs2a.yaml'))
  for (const statuses of Object.values(recorded))
    for (const [status, { request, value }] of Object.entries(statuses))
      assert.deepEqual(judge({ ...request, status: Number(status), body: value }), [])
})

test('no example holds a token or a request id', () => {
  assert.equal(/bearer \S|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/iu.exec(text)?.[0], undefined)
})

test('the samples of the interface, run as they stand, get the answers', async (t) => {
  const portico = await startPortico(t)
  const app = await createApp(portico.url, await signUp(portico.url))
  const customer = await firstCustomer(portico.url, app)
  const { accessToken } = await connect(portico.url, app, { customerId: customer.id })
  const ofApp = await clientToken(portico.url, app)
  const account = customer.accounts[0]?.id ?? ''
  const { body } = await expectCall(200, `${portico.url}/sandbox/world/v1/customers`, {
    headers: basic(app),
  })
  const list = `/accounts/${account}/transactions?bookingStatus=booked`
  const newest = await readInterface(portico.url, accessToken, list)
  const document = readApiDocument(readFileSync(join(folder, 'xs2a.yaml'), 'utf8'), 'xs2a.yaml')
  const { operations } = buildReference(document, { basePath: '/sandbox/psd2' })
  for (const { operationId, path, samples } of operations) {
    const expected = expectedOf(path)
    if (expected === undefined) continue
    for (const sample of samples) {
      const told = await runSample(t, sample, {
        BASE_URL: portico.url,
        ACCESS_TOKEN: /consents|funds/u.test(path) ? ofApp : accessToken,
        ACCOUNT_ID: path.startsWith('/v1/card') ? body.customers[0].cardAccounts[0].id : account,
        TRANSACTIONID: newest.body.transactions.booked[0].transactionId,
      })
      assert.match(told, expected, `${operationId} in ${sample.language}: ${told}`)
    }
  }
})

/** What an answer holds; undefined for steps that need one before them: a consent's authorisation and a download. */
function expectedOf(path: string): RegExp | undefined {
  const funds = '/v2/consents/confirmation-of-funds'
  if (path === '/v1/funds-confirmations') return /"NO_PIIS_ACTIVATION"/u
  if (path === '/v1/consents' || path === funds) return /"consentId":/u
  const isLater = path.includes('/consents/') || path.includes('/download/')
  if (isLater) return undefined
  if (path.endsWith('/{transactionId}')) return /"transactionsDetails":/u
  return path.startsWith('/v1/card') ? /"cardAccounts?":/u : /"accounts?":/u
}
