/** Nobody makes a door work before it knows who calls: the largest bodies that may be sent, to every operation of every contract. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { loadContract } from '#src/edge/http/contract.ts'
import type { ContractOperation } from '#src/edge/http/contract.ts'
import { call } from '#test/developer.ts'
import { startPortico } from '#test/harness.ts'
import { heavyForm, heavyJson, heavyYaml, isMalformed, sendHeavy } from '#test/heavy-bodies.ts'
import type { HeavyBody } from '#test/heavy-bodies.ts'

const usualMax = 64 * 1024
const testDataMax = 1024 * 1024
const unnamed = { 'x-request-id': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' }
const contracts = [
  { file: 'portal.yaml', base: '' },
  { file: 'world.yaml', base: '' },
  { file: 'xs2a.yaml', base: '/sandbox/psd2' },
]

interface Target {
  readonly name: string
  readonly url: string
  readonly operation: Pick<ContractOperation, 'method' | 'security' | 'isSignInOptional' | 'body'>
  readonly declared: readonly string[]
}

async function contractTargets(url: string): Promise<Target[]> {
  const all: Target[] = []
  for (const { file, base } of contracts) {
    const contract = await loadContract(join(import.meta.dirname, '../../openapi', file))
    const prefix = base === '' ? contract.basePath : base
    for (const operation of contract.operations)
      all.push({
        name: operation.operationId,
        url: url + prefix + operation.path.replaceAll(/\{[^}]+\}/gu, 'x'),
        operation,
        declared: Object.keys(operation.responses),
      })
  }
  return all
}

/** Every operation of the products that a pack brings. */
async function productTargets(url: string): Promise<Target[]> {
  const { body } = await call(`${url}/api/v1/products`)
  const all: Target[] = []
  for (const { id, versions } of body.products)
    for (const { version } of versions) {
      const { body: document } = await call(`${url}/apis/${id}/${version}/openapi.json`)
      const base = document.servers[0].url
      if (base.includes('/sandbox/api/')) all.push(...documentTargets(base, document.paths))
    }
  return all
}

function documentTargets(base: string, paths: Record<string, object>): Target[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'delete']
      .filter((method) => method in item)
      .map((method) => ({
        name: `${method} ${path}`,
        url: base + path.replaceAll(/\{[^}]+\}/gu, 'x'),
        operation: {
          method: method.toUpperCase(),
          security: ['token'],
          isSignInOptional: false,
        },
        declared: [],
      })),
  )
}

function bodiesFor({ operation }: Target): HeavyBody[] {
  const types = operation.body?.mediaTypes ?? ['application/json']
  const max = types.some((type) => type.endsWith('yaml')) ? testDataMax : usualMax
  return types.flatMap((type) => (type.endsWith('yaml') ? heavyYaml(max) : heavyJson(max, type)))
}

/** Counts what the serving thread parses of bodies as long as these. */
function countParsing(t: TestContext) {
  let parsed = 0
  const real = JSON.parse
  t.mock.method(JSON, 'parse', (text: string, ...rest: []) => {
    if (text.length >= usualMax) parsed += 1
    return real(text, ...rest)
  })
  let threads = 0
  const note = () => (threads += 1)
  process.on('worker', note)
  t.after(() => process.off('worker', note))
  return { read: () => ({ parsed, threads }), reset: () => (parsed = 0) }
}

test('without credentials no body is parsed at any door', async (t) => {
  const { url } = await startPortico(t)
  const targets = [...(await contractTargets(url)), ...(await productTargets(url))]
  const closed = targets.filter(
    ({ operation: { security, isSignInOptional } }) => security.length > 0 && !isSignInOptional,
  )
  assert.ok(closed.length > 60, `${closed.length} operations`)
  await fetch(url) // now the thread that draws pages is there, and any other one would be for a body
  const counted = countParsing(t)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  for (const target of closed) {
    const { method } = target.operation
    for (const body of bodiesFor(target)) {
      const status = await sendHeavy({ url: target.url, method, headers: unnamed, body })
      assert.ok([401, 404].includes(status), `${target.name}: ${status} to ${body.name}`)
    }
    const announced = 2 * testDataMax
    const status = await sendHeavy({ url: target.url, method, headers: unnamed, announced })
    assert.ok([401, 404, 413].includes(status), `${target.name}: ${status} to a size`)
  }
  const wrong = { authorization: 'Basic eDp5' }
  for (const body of [...heavyJson(testDataMax), ...heavyYaml(testDataMax)].filter(isMalformed))
    for (const path of ['/sandbox/world/v1/test-data', '/api/v1/apps/x/world/test-data'])
      assert.equal(await sendHeavy({ url: url + path, method: 'PUT', headers: wrong, body }), 401)
  t.diagnostic(`longest hold of the thread, client included: ${(delay.max / 1e6).toFixed(0)} ms`)
  assert.deepEqual(counted.read(), { parsed: 0, threads: 0 })
})

test('an open operation answers what it declares, and a fault of the caller is never ours', async (t) => {
  const { url } = await startPortico(t)
  const targets = await contractTargets(url)
  const open = targets.filter(
    ({ operation: { security, isSignInOptional } }) => security.length === 0 || isSignInOptional,
  )
  assert.ok(open.length > 10)
  for (const target of open)
    for (const body of bodiesFor(target)) {
      const { method, body: named } = target.operation
      const status = await sendHeavy({ url: target.url, method, body })
      assert.ok(
        target.declared.includes(String(status)),
        `${target.name}: ${status} to ${body.name}`,
      )
      if (named) assert.equal(status, 400, `${target.name}: ${body.name}`)
    }
})

test('forms of the largest size hold neither the authorization server nor the pages', async (t) => {
  const { url } = await startPortico(t)
  const paths = [
    ...['token', 'revoke', 'introspect', 'bc-authorize', 'authorize'].map(
      (one) => `/sandbox/oauth/${one}`,
    ),
    '/sandbox/approve/x',
    ...[
      'sign-in',
      'sign-up',
      'lost-password',
      'contact',
      'apps/new',
      'account',
      'apps/x/world/test-data',
    ].map((one) => `/${one}`),
    '/nowhere',
    '/livez',
  ]
  for (const path of paths)
    for (const body of [...heavyForm(usualMax - 1_024), ...heavyJson(usualMax)]) {
      const status = await sendHeavy({ url: url + path, method: 'POST', body })
      assert.ok(status < 500, `${path}: ${status} to ${body.name}`)
    }
})
