import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { silentLog } from '#src/kit/log.ts'
import { createJobs, createLifecycle, stopOnSignals } from './lifecycle.ts'

function service(name: string, steps: string[], failing?: 'start' | 'stop') {
  const step = (verb: 'start' | 'stop') => async () => {
    steps.push(`${verb} ${name}`)
    if (failing === verb) throw new Error(`${name} failed`)
  }
  return { name, start: step('start'), stop: step('stop') }
}

test('services start in order and stop in reverse, once, even when one does not stop cleanly', async () => {
  const steps: string[] = []
  const services = [service('a', steps), service('b', steps, 'stop'), service('c', steps)]
  const lifecycle = createLifecycle(services, silentLog)
  await lifecycle.start()
  await Promise.all([lifecycle.stop(), lifecycle.stop()])
  assert.deepEqual(steps, ['start a', 'start b', 'start c', 'stop c', 'stop b', 'stop a'])
})

test('a service that cannot start takes those before it down again', async () => {
  const steps: string[] = []
  const services = [service('a', steps), service('b', steps, 'start'), service('c', steps)]
  await assert.rejects(createLifecycle(services, silentLog).start(), /b failed/u)
  assert.deepEqual(steps, ['start a', 'start b', 'stop a'])
})

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
  jobs.start?.()
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
