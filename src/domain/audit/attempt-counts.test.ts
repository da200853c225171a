/** Tests that a flood of vain tries makes few entries and that none is forgotten. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attemptWindowMs, createAttemptCounts } from './attempt-counts.ts'
import type { AuditEvent } from './audit-trail.ts'

function openCounts() {
  const time = { now: 1_800_000_000_000 }
  const events: AuditEvent[] = []
  const note = (event: AuditEvent) => void events.push(event)
  const trail = { isBroken: false }
  const counts = createAttemptCounts({
    clock: { now: () => time.now },
    transact: async (work) => {
      if (trail.isBroken) throw new Error('no store')
      return work({ audit: { record: note, note } })
    },
  })
  const tryAs = (id: string) =>
    counts.note({ action: 'developer.sign-in-failed', subject: { kind: 'developer', id } })
  return { time, events, counts, tryAs, trail }
}

test('a window of tries makes two entries that add up to all of them', async () => {
  const { time, events, counts, tryAs } = openCounts()
  tryAs('dev-1')
  await counts.flush()
  for (let times = 0; times < 1_000; times += 1) tryAs('dev-1')
  await counts.flush()
  assert.equal(events.length, 1)
  time.now += attemptWindowMs
  await counts.flush()
  await counts.flush()
  assert.deepEqual(
    events.map(({ facts }) => facts?.['count']),
    [1, 1_000],
  )
})

test('ten thousand names make some hundred entries, and what could not be written is kept', async () => {
  const { time, events, counts, tryAs, trail } = openCounts()
  for (let index = 0; index < 10_000; index += 1) tryAs(`dev-${index}`)
  trail.isBroken = true
  await assert.rejects(counts.flush())
  trail.isBroken = false
  await counts.flush()
  time.now += attemptWindowMs
  await counts.flush()
  assert.ok(events.length <= 501, String(events.length))
  const sum = events.reduce((total, { facts }) => total + Number(facts?.['count']), 0)
  assert.equal(sum, 10_000)
})
