import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteMs } from '#src/kit/clock.ts'
import { assertReadable, firstReadableDate } from './history-rule.ts'

const authenticatedAt = Date.UTC(2026, 10, 20, 12)
const rules = { historyDaysWithoutSca: 90, freshScaMinutes: 15 }
const after = (minutes: number) => ({
  rules,
  authenticatedAt,
  timeZone: 'Europe/Stockholm',
  nowMs: authenticatedAt + minutes * minuteMs,
})

test('right after an authentication nothing is barred', () => {
  assert.equal(firstReadableDate(after(15)), undefined)
  assertReadable('2020-01-01', after(15))
})

test('later only the days without authentication may be read, the first one included', () => {
  assert.equal(firstReadableDate(after(16)), '2026-08-22')
  assertReadable('2026-08-22', after(16))
  assert.throws(() => assertReadable('2026-08-21', after(16)), { code: 'history-needs-sca' })
})

test('an authentication that lies ahead, after time was moved back, opens nothing', () => {
  assert.equal(firstReadableDate(after(-1)), '2026-08-22')
})
