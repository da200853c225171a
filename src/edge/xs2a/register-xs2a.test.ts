/** The order of checks and the refusals of the interface, through inject. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import Fastify from 'fastify'
import { parse } from 'yaml'
import type { CallRecord } from '#src/domain/statistics/call-record.ts'
import { silentLog } from '#src/kit/log.ts'
import { systemRandom } from '#src/kit/random.ts'
import type { Xs2aServices } from './endpoint.ts'
import { registerXs2a } from './register-xs2a.ts'

const id = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721'
async function open() {
  const records: CallRecord[] = []
  const fastify = Fastify()
  await registerXs2a(fastify, {
    basePath: '/sandbox/psd2',
    realm: 'sandbox',
    random: systemRandom,
    clock: { now: () => 1 },
    document: parse(await readFile(new URL('../../../openapi/xs2a.yaml', import.meta.url), 'utf8')),
    // No call of this test gets past identity.
    services: {} as Xs2aServices,
    accessFacts: { findByTokenHash: async () => undefined },
    certificates: { findFacts: async () => undefined },
    errorForm: 'tppMessages',
    isAnswerChecked: true,
    publicUrl: () => 'http://127.0.0.1',
    log: silentLog,
    recorder: { record: (one) => records.push(one), flush: async () => {}, stop: async () => {} },
  })
  return { fastify, records }
}

const rows = [
  ['an unknown path', 'GET', '/v1/nothing', {}, 404, 'RESOURCE_UNKNOWN'],
  ['a wrong method', 'POST', '/v1/accounts', {}, 405, 'SERVICE_INVALID'],
  ['a missing X-Request-ID', 'GET', '/v1/accounts', {}, 400, 'FORMAT_ERROR'],
  [
    'a body too large',
    'GET',
    '/v1/accounts',
    { 'x-request-id': id, 'content-length': '70000' },
    413,
    'FORMAT_ERROR',
  ],
  [
    'a format not offered',
    'GET',
    '/v1/accounts',
    { 'x-request-id': id, accept: 'text/xml' },
    406,
    'REQUESTED_FORMATS_INVALID',
  ],
  ['no token', 'GET', '/v1/accounts/', { 'x-request-id': id }, 401, 'TOKEN_UNKNOWN'],
] as const
for (const [what, method, path, headers, status, code] of rows)
  test(`${what} is answered ${status} ${code} and recorded once`, async () => {
    const { fastify, records } = await open()
    const answer = await fastify.inject({ method, url: `/sandbox/psd2${path}`, headers })
    assert.equal(answer.statusCode, status)
    assert.equal(answer.json().tppMessages[0].code, code)
    assert.ok(answer.headers['x-request-id'])
    assert.deepEqual(
      records.map((one) => one.errorCode),
      [code],
    )
  })
