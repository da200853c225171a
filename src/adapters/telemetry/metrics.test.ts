import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAuditHealth } from '#src/domain/audit/audit-health.ts'
import { silentLog } from '#src/kit/log.ts'
import { createMetrics } from './metrics.ts'

test('an audit trail that cannot be written is a number to be alarmed by, told in the log once', async () => {
  const cries: string[] = []
  const log = { ...silentLog, error: (_facts: object, message: string) => void cries.push(message) }
  const health = createAuditHealth(log)
  const metrics = createMetrics(health)
  assert.match(await metrics.print(), /^portico_audit_writable 1$/mu)
  for (let times = 0; times < 3; times += 1) health.heard(new Error('no room'))
  const text = await metrics.print()
  assert.match(text, /^portico_audit_writable 0$/mu)
  assert.match(text, /^portico_audit_failures_total 3$/mu)
  assert.equal(cries.length, 1)
  health.heard()
  assert.match(await metrics.print(), /^portico_audit_writable 1$/mu)
})
