/** Collects call records and writes them in groups, so that no answer waits for the store. */
import type { Log } from '#src/kit/log.ts'
import { isToldByStore } from '#src/kit/store-unavailable-error.ts'
import type { CallRecord } from './call-record.ts'
import type { CallRecordStore, CallsQuery } from './call-record-store.ts'

export interface CallRecorder {
  /** Never waits and never throws. */
  record(record: CallRecord): void
  flush(): Promise<void>
  /** Writes what is held; nothing is recorded afterwards. */
  stop(): Promise<void>
}

/** Of 19 columns each: below the 32 766 parameters that a statement of SQLite may have. */
const rowsPerInsertMax = 1_500

export function createCallRecorder(options: {
  readonly store: CallRecordStore
  readonly log: Log
  readonly flushIntervalMs?: number
  readonly queueMax?: number
}): CallRecorder {
  const { store, log, flushIntervalMs = 250, queueMax = 10_000 } = options
  const queue: CallRecord[] = []
  let lost = 0
  let writing: Promise<void> | undefined
  async function writeAll() {
    while (queue.length > 0) {
      const rows = queue.slice(0, rowsPerInsertMax)
      await store.insert(rows)
      queue.splice(0, rows.length)
    }
    if (lost > 0) log.error({ lost }, 'call records were lost while the store was down')
    lost = 0
  }
  const flush = async () => {
    // A flush under way may have passed the newest rows only after its last look: ask again.
    if (writing) await writing
    if (queue.length === 0 && lost === 0) return
    writing ??= writeAll()
      .catch((error: unknown) => {
        if (isToldByStore(error)) return
        log.error({ err: error, held: queue.length }, 'call records could not be written')
      })
      .finally(() => {
        writing = undefined
      })
    await writing
  }
  const timer = setInterval(() => void flush(), flushIntervalMs)
  timer.unref()
  return {
    record(record) {
      if (queue.length >= queueMax) {
        lost += 1
        return
      }
      queue.push(record)
      if (queue.length >= rowsPerInsertMax && !writing) void flush()
    },
    flush,
    async stop() {
      clearInterval(timer)
      await flush()
      if (queue.length > 0) log.error({ lost: queue.length }, 'call records lost at stop')
    },
  }
}

/** The calls of an app, newest first; what this process still holds is written before. */
export async function listCallsOfApp(
  services: { readonly store: CallRecordStore; readonly recorder: CallRecorder },
  query: CallsQuery,
) {
  await services.recorder.flush()
  const found = await services.store.listOfApp({ ...query, limit: query.limit + 1 })
  const calls = found.slice(0, query.limit).map((call) => ({
    ...call,
    durationMs: call.endedAt - call.arrivedAt,
  }))
  const last = calls.at(-1)
  return found.length > query.limit && last
    ? { calls, next: `${last.arrivedAt}~${last.id}` }
    : { calls }
}
