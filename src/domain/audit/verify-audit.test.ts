/** Tests that nothing can be taken from the trail, or put into it, unnoticed: over both stores, each attempt made with plain SQL. */
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { createStores } from '#src/adapters/database/stores.ts'
import { createAuditStore } from '#src/adapters/database/stores/audit-store.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { chainEvents, hashEntry, headOf, noHash, sealOf } from './chain.ts'
import type { AuditCheckpoint, AuditEntry } from './chain.ts'
import { createSealer } from './checkpoints.ts'
import { exportAudit } from './export-audit.ts'
import { withOrigin } from './origin.ts'
import { verifyAudit } from './verify-audit.ts'
import type { AuditExpectation } from './verify-audit.ts'

const key = testAuditKey
const begin = 1_800_000_000_000

async function openTrail(open: OpenStore) {
  const database = await open()
  const time = { now: begin }
  const clock = { now: () => time.now }
  const store = createAuditStore(database.db)
  const transact = createTransact({
    auditKey: key,
    database,
    createStores,
    clock,
    random: systemRandom,
  })
  const sealer = createSealer({ store, key, clock })
  const write = async (count: number) => {
    for (let index = 0; index < count; index += 1) await transact(recordThing(index))
  }
  const verify = async (expected: Omit<AuditExpectation, 'key'> = {}) => {
    const { findings } = await verifyAudit(store, { key, ...expected })
    return findings.map(({ kind }) => kind)
  }
  return { database, db: database.db, store, time, transact, sealer, write, verify, clock }
}

const recordThing = (index: number) =>
  (async ({ audit }) => {
    audit.record({
      actor: { kind: 'app', id: 'app-1' },
      action: 'thing.made',
      subject: { kind: 'thing', id: `thing-${index}` },
      facts: { index },
    })
  }) satisfies Parameters<ReturnType<typeof createTransact<object>>>[0]

/** An entry as those without the key can make it. */
function forge(entry: Partial<AuditEntry>, form: AuditEntry['form']): AuditEntry {
  const event = { actor: { kind: 'app' as const }, action: 'x', subject: { kind: 'y', id: 'z' } }
  const head = { chainId: 'chain-forged', seq: 0, hash: noHash }
  const strangersKey = new Uint8Array(32)
  const [made] = chainEvents(head, [event], { at: begin, key: strangersKey, origin: {} })
  assert.ok(made)
  const forged = { ...made, form, ...entry }
  return { ...forged, hash: hashEntry(forged, strangersKey) }
}

eachStore('an unsealed tail that was written anew is found', async (open) => {
  const { store, db, write, verify, sealer } = await openTrail(open)
  await write(2)
  await sealer.seal()
  await write(2)
  assert.deepEqual(await verify(), [])
  const [head] = await store.listHeads()
  const [, second, third] = await store.listEntries(head?.chainId ?? '', { seq: 0, limit: 10 })
  assert.ok(second && third)
  for (const form of [1, 2] as const) {
    const forged = forge({ ...third, subjectId: 'somebody-else' }, form)
    await db.deleteFrom('audit_entries').where('seq', '>', 2).execute()
    await store.append([forged])
    assert.deepEqual(await verify(), ['altered-entry'])
  }
})

eachStore('a chain that was put in without the key is found', async (open) => {
  const { store, write, verify, sealer, db } = await openTrail(open)
  await write(1)
  await sealer.seal()
  for (const form of [1, 2] as const) {
    await store.append([forge({}, form)])
    assert.deepEqual(await verify(), [form === 1 ? 'unsealed-old-entry' : 'altered-entry'])
    await db.deleteFrom('audit_entries').where('chain_id', '=', 'chain-forged').execute()
  }
})

eachStore('a cut tail and a removed checkpoint are found by a head seen before', async (open) => {
  const { db, write, verify, sealer } = await openTrail(open)
  await write(2)
  const first = await sealer.seal()
  await write(2)
  const second = await sealer.seal()
  assert.ok(first && second)
  const heads = [headOf(second)]
  assert.match(headOf(second), /^2-[0-9a-f]{32}$/u)
  assert.deepEqual(await verify({ heads: [headOf(first), ...heads], isInstalled: true }), [])
  await db.deleteFrom('audit_entries').where('seq', '>', 2).execute()
  await db.deleteFrom('audit_checkpoints').where('seq', '>', 1).execute()
  assert.deepEqual(await verify(), [])
  assert.deepEqual(await verify({ heads }), ['missing-head'])
})

eachStore('an emptied trail is a finding by itself', async (open) => {
  const { db, write, verify, sealer } = await openTrail(open)
  await write(2)
  const sealed = await sealer.seal()
  assert.ok(sealed)
  await db.deleteFrom('audit_entries').execute()
  await db.deleteFrom('audit_checkpoints').execute()
  assert.deepEqual(await verify({ isInstalled: true }), ['empty-trail'])
  const heads = [headOf(sealed)]
  assert.deepEqual(await verify({ isInstalled: true, heads }), ['empty-trail', 'missing-head'])
})

eachStore(
  'entries and checkpoints of the first form still verify, and are vouched for',
  async (open) => {
    const { store, verify, sealer, write, clock } = await openTrail(open)
    const old = forge({ chainId: 'chain-old', facts: null }, 1)
    const older = forge({ ...old, seq: 2, previousHash: old.hash }, 1)
    const heads = [{ chainId: 'chain-old', seq: 1, hash: old.hash }]
    const bare = { kind: null, seq: 1, at: begin, heads, previousSeal: noHash } as const
    const sealed: AuditCheckpoint = { ...bare, seal: sealOf(bare, key) }
    await store.append([old, older])
    await store.addCheckpoint(sealed)
    assert.deepEqual(await verify({ isInstalled: true, heads: [headOf(sealed)] }), [])
    const whole = await createSealer({ store, key, clock }).seal()
    assert.equal(whole?.kind, 'whole')
    await write(1)
    await sealer.seal()
    assert.deepEqual(await verify({ isInstalled: true, heads: [headOf(sealed)] }), [])
  },
)

eachStore('a checkpoint names what moved, whoever sealed before', async (open) => {
  const { store, write, verify, sealer, clock, database, transact } = await openTrail(open)
  await write(1)
  assert.equal((await sealer.seal())?.kind, 'whole')
  const other = createTransact({
    auditKey: key,
    database,
    createStores,
    clock,
    random: systemRandom,
  })
  await other(recordThing(1))
  const second = await createSealer({ store, key, clock }).seal()
  assert.deepEqual([second?.kind, second?.heads.length], ['changed', 1])
  assert.equal(await sealer.seal(), undefined)
  await transact(recordThing(2))
  const third = await sealer.seal()
  assert.deepEqual([third?.kind, third?.heads.length, third?.seq], ['changed', 1, 3])
  assert.deepEqual(await verify(), [])
})

eachStore('who has the key can check an export without this program', async (open) => {
  const { store, time, transact, sealer, write } = await openTrail(open)
  const origin = { requestId: 'request-1', sessionId: 'session-1' }
  await withOrigin(origin, () => transact(recordThing(0)))
  time.now += 1_000
  await write(2)
  await sealer.seal()
  const lines = await Array.fromAsync(exportAudit(store, { at: time.now }))
  const read = lines.map((line) => JSON.parse(JSON.stringify(line)))
  assert.deepEqual(
    read.map(({ type }) => type),
    ['trail', 'checkpoint', 'entry', 'entry', 'entry', 'end'],
  )
  // The recipe of docs/operating/audit.md, in other words than the program's.
  const canonical = (members: Record<string, unknown>) =>
    `{${Object.keys(members)
      .toSorted()
      .map((name) => `${JSON.stringify(name)}:${JSON.stringify(members[name])}`)
      .join(',')}}`
  let previous = '0'.repeat(64)
  for (const line of read.filter(({ type }) => type === 'entry')) {
    const { type: _type, time: _time, facts, hash, ...covered } = line
    assert.equal(covered.previousHash, previous)
    assert.equal(createHash('sha256').update(canonical(facts)).digest('hex'), covered.factsDigest)
    previous = createHmac('sha256', key).update(canonical(covered)).digest('hex')
    assert.equal(hash, previous)
  }
  assert.equal(read[1].heads[0].hash, previous)
  assert.deepEqual([read[2].requestId, read[2].sessionId], ['request-1', 'session-1'])
  const some = await Array.fromAsync(exportAudit(store, { at: begin, from: begin, to: begin + 1 }))
  assert.equal(some.filter(({ type }) => type === 'entry').length, 1)
})
