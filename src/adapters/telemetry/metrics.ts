/** Numbers about the running process for Prometheus. The statutory statistics do not come from here but from call records. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { secondMs } from '#src/kit/clock.ts'
import type { AuditHealth } from '#src/domain/audit/audit-health.ts'
import type { CallRecord } from '#src/domain/statistics/call-record.ts'

export interface Metrics {
  /** Counts a call of an interface and its time. */
  observe(record: CallRecord): void
  readonly contentType: string
  /** Everything in the text format of Prometheus. */
  print(): Promise<string>
}

const labelNames = ['realm', 'service', 'operation', 'outcome'] as const
/** Seconds; the interesting part of an answer's time lies between one millisecond and the bank's time-out. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]

export function createMetrics(audit: AuditHealth): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const calls = new Counter({
    name: 'portico_calls_total',
    help: 'Calls of the interfaces, by how they ended',
    labelNames: [...labelNames, 'status'],
    registers: [registry],
  })
  const times = new Histogram({
    name: 'portico_call_seconds',
    help: 'Time from arrival to end of a call',
    labelNames,
    buckets,
    registers: [registry],
  })
  watchAudit(registry, audit)
  return {
    observe(record) {
      const { realm, service, operation, outcome, status } = record
      const labels = { realm, service, operation, outcome }
      calls.inc({ ...labels, status: String(status) })
      times.observe(labels, Math.max(0, record.endedAt - record.arrivedAt) / secondMs)
    },
    contentType: registry.contentType,
    print: () => registry.metrics(),
  }
}

function watchAudit(registry: Registry, audit: AuditHealth) {
  const registers = [registry]
  const writable: Gauge = new Gauge({
    name: 'portico_audit_writable',
    help: '1 while the audit trail can be written, 0 while every change is refused because it cannot',
    registers,
    collect(): void {
      writable.set(audit.isWritable() ? 1 : 0)
    },
  })
  const failures: Counter = new Counter({
    name: 'portico_audit_failures_total',
    help: 'Changes refused because they could not be recorded',
    registers,
    collect(): void {
      failures.reset()
      failures.inc(audit.failures())
    },
  })
}
