import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { ReadTestData } from '#src/domain/catalogue/read-test-data.ts'
import { createTestDataReader } from './test-data-reader.ts'

const encode = (text: string) => new Uint8Array(new TextEncoder().encode(text))
/** No test depends on how fast the machine is. */
const patientMs = 300_000
const person = { psuId: 'one', name: 'One' }

function open(t: TestContext, own: Parameters<typeof createTestDataReader>[0] = {}) {
  const reader = createTestDataReader({ silentMs: patientMs, ...own })
  t.after(() => reader.close())
  return (text: string, notation: 'json' | 'yaml' = 'json') =>
    reader.read({ bytes: encode(text), notation })
}

function faultsOf(found: ReadTestData) {
  assert.equal(found.outcome, 'faulty')
  return found.outcome === 'faulty' ? found : { faults: [], isCut: false }
}

test('both notations become the same canonical data', async (t) => {
  const read = open(t)
  const [json, yaml] = [
    await read(JSON.stringify({ customers: [person], accounts: [] })),
    await read('customers:\n  - psuId: one\n    name: One\naccounts: []\n', 'yaml'),
  ]
  assert.deepEqual(json, yaml)
  assert.equal(json.outcome, 'read')
})

test('a name that stands twice, brackets without end and aliases without end are malformed', async (t) => {
  const read = open(t)
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...Array.from(
      'bcdefgh',
      (name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[at]}`).join()}]`,
    ),
  ].join('\n')
  for (const text of ['a: 1\na: 2', '['.repeat(5_000), '[1, 2', '? [a]\n: 1', bomb])
    assert.deepEqual(await read(text, 'yaml'), { outcome: 'malformed' }, text.slice(0, 20))
  for (const text of ['{', `${'['.repeat(5_000)}${']'.repeat(5_000)}`])
    assert.deepEqual(await read(text), { outcome: 'malformed' }, text.slice(0, 20))
})

test('many thousand names are read without comparing each with every other one', async (t) => {
  const names = Array.from({ length: 40_000 }, (_one, at) => `key${at}: 1`)
  const { faults, isCut } = faultsOf(await open(t)(names.join('\n'), 'yaml'))
  assert.equal(faults.length, 100)
  assert.ok(isCut)
})

test('however many faults there are, a hundred are told and that they are not all', async (t) => {
  const read = open(t)
  const wrong = [
    { customers: [person], accounts: [{ transactions: Array(5_000).fill({}) }] },
    { customers: Array(500).fill({}), accounts: [] },
    { customers: [person], accounts: Array(2_000).fill(1) },
  ]
  for (const data of wrong) {
    const { faults, isCut } = faultsOf(await read(JSON.stringify(data)))
    assert.deepEqual([faults.length, isCut], [100, true])
  }
  const many = { customers: [person], accounts: [{ transactions: Array(300_000).fill({}) }] }
  const { faults } = faultsOf(await read(JSON.stringify(many)))
  assert.ok(faults.some(({ path }) => path.join('.') === 'accounts.0.transactions'))
})

test('what is silent for too long is given up, and the next one is read', async (t) => {
  const read = open(t, { silentMs: 1 })
  const large = JSON.stringify({ customers: [person], accounts: Array(100_000).fill({}) })
  await assert.rejects(read(large), { code: 'body-too-complex' })
  const again = open(t)
  assert.equal((await again(JSON.stringify({ customers: [person], accounts: [] }))).outcome, 'read')
})

test('more than may wait are refused at once, and those who wait are served', async (t) => {
  const read = open(t, { queueMax: 2 })
  const good = JSON.stringify({ customers: [person], accounts: [] })
  const answers = await Promise.allSettled(Array.from({ length: 6 }, () => read(good)))
  const outcomes = answers.map((one) =>
    one.status === 'fulfilled' ? one.value.outcome : String(one.reason.code),
  )
  assert.deepEqual(outcomes, ['read', 'read', 'read', 'overloaded', 'overloaded', 'overloaded'])
})
