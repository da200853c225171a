/** The audit trail as lines to be written out, with all that somebody who has the key needs to check it. It judges nothing. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { AuditReader } from './audit-store.ts'
import { headOf } from './chain.ts'
import type { AuditCheckpoint, AuditEntry } from './chain.ts'

const pageSize = 1_000
/** Grows when a line changes its meaning. */
const format = 1

export interface ExportRange {
  /** When it is exported. */
  readonly at: EpochMs
  readonly from?: EpochMs
  /** Exclusive. */
  readonly to?: EpochMs
}

/** One line after another, never more than a page in memory: checkpoints first, then chain after chain, then the sums. */
export async function* exportAudit(
  reader: AuditReader,
  { at, from = 0, to = Number.MAX_SAFE_INTEGER }: ExportRange,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const isWithin = (one: { at: EpochMs }) => one.at >= from && one.at < to
  yield { type: 'trail', format, at: toTime(at), ...rangeOf(from, to) }
  let checkpoints = 0
  let head: string | undefined
  for await (const checkpoint of walkCheckpoints(reader)) {
    if (!isWithin(checkpoint)) continue
    checkpoints += 1
    head = headOf(checkpoint)
    yield { type: 'checkpoint', ...checkpoint, time: toTime(checkpoint.at), head }
  }
  let entries = 0
  for (const { chainId } of await reader.listHeads()) {
    for await (const entry of walkChain(reader, chainId)) {
      if (!isWithin(entry)) continue
      entries += 1
      yield { type: 'entry', ...entry, facts: parseFacts(entry), time: toTime(entry.at) }
    }
  }
  yield { type: 'end', entries, checkpoints, ...(head === undefined ? {} : { head }) }
}

async function* walkCheckpoints(reader: AuditReader): AsyncGenerator<AuditCheckpoint> {
  for (let seq = 0; ;) {
    const page = await reader.listCheckpoints({ seq, limit: pageSize })
    yield* page
    seq = page.at(-1)?.seq ?? seq
    if (page.length < pageSize) return
  }
}

async function* walkChain(reader: AuditReader, chainId: string): AsyncGenerator<AuditEntry> {
  for (let seq = 0; ;) {
    const page = await reader.listEntries(chainId, { seq, limit: pageSize })
    yield* page
    seq = page.at(-1)?.seq ?? seq
    if (page.length < pageSize) return
  }
}

function rangeOf(from: EpochMs, to: EpochMs) {
  return {
    ...(from === 0 ? {} : { from: toTime(from) }),
    ...(to === Number.MAX_SAFE_INTEGER ? {} : { to: toTime(to) }),
  }
}

/** Written as canonical JSON; what somebody broke is shown as it stands. */
function parseFacts({ facts }: AuditEntry): unknown {
  try {
    return facts === null ? null : (JSON.parse(facts) as unknown)
  } catch {
    return facts
  }
}

function toTime(at: EpochMs): string {
  return new Date(at).toISOString()
}
