import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { silentLog } from '#src/kit/log.ts'
import { createJobs, stopOnSignals } from './lifecycle.ts'

test('a job never overlaps itself, survives its errors, and stop waits for its run', async () => {
  const jobs = createJobs(silentLog)
  const { promise: enough, resolve } = Promise.withResolvers<void>()
  let active = 0
  let runs = 0
  jobs.every(1, 'test', async () => {
    active += 1
    assert.equal(active, 1)
    await new Promise((done) => setImmediate(done))
    active -= 1
    runs += 1
    if (runs === 3) resolve()
    throw new Error('every run fails')
  })
  assert.equal(runs, 0)
  jobs.start()
  await enough
  await jobs.stop()
  assert.equal(active, 0)
  const after = runs
  await new Promise((done) => setTimeout(done, 20))
  assert.equal(runs, after)
})

test('the first signal stops in order, the second ends at once', async () => {
  const signals = new EventEmitter()
  const codes: number[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  let stops = 0
  const source = {
    on: (name: string, listener: () => void) => signals.on(name, listener),
    exit: (code: number) => void codes.push(code),
  }
  stopOnSignals(source, () => {
    stops += 1
    return promise
  })
  signals.emit('SIGTERM')
  assert.deepEqual([stops, codes], [1, []])
  signals.emit('SIGINT')
  assert.deepEqual([stops, codes], [1, [130]])
  resolve()
  await new Promise((done) => setImmediate(done))
  assert.deepEqual(codes, [130, 0])
})
