/** The audit trail in the database: chains of entries and the checkpoints over them. Rows are only ever added. */
import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import type { AuditCheckpoint, AuditEntry, ChainHead } from '#src/domain/audit/chain.ts'
import type { AuditStore } from '#src/domain/audit/audit-store.ts'
import type { AuditCheckpointTable, AuditEntryTable, Tables } from '../tables.ts'

/** Rows in one insert: both engines bound the number of parameters of a statement. */
const rowsPerInsert = 500

export function createAuditStore(db: Kysely<Tables>): AuditStore {
  return {
    async append(entries) {
      for (let start = 0; start < entries.length; start += rowsPerInsert) {
        const rows = entries.slice(start, start + rowsPerInsert).map(toEntryRow)
        await db.insertInto('audit_entries').values(rows).execute()
      }
    },
    listHeads: () => listHeads(db),
    async listEntries(chainId, { seq, limit }) {
      const rows = await db
        .selectFrom('audit_entries')
        .selectAll()
        .where('chain_id', '=', chainId)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map(toEntry)
    },
    async listCheckpoints({ seq, limit }) {
      const rows = await db
        .selectFrom('audit_checkpoints')
        .selectAll()
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map(toCheckpoint)
    },
    // Small checkpoints follow a whole one a thousand at most, so the walk from the end is short.
    async findLastWholeCheckpoint() {
      const row = await db
        .selectFrom('audit_checkpoints')
        .selectAll()
        .where((is) => is.or([is('kind', 'is', null), is('kind', '=', 'whole')]))
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && toCheckpoint(row)
    },
    async addCheckpoint(checkpoint) {
      const result = await db
        .insertInto('audit_checkpoints')
        .values(toCheckpointRow(checkpoint))
        .onConflict((conflict) => conflict.column('seq').doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
  }
}

/** Two probes of the primary key for each chain, instead of a scan over all entries. Raw: Kysely has no word for it. */
async function listHeads(db: Kysely<Tables>): Promise<ChainHead[]> {
  const { rows } = await sql<ChainHead>`
    with recursive chains (id) as (
      select min(chain_id) from audit_entries
      union all
      select (select min(chain_id) from audit_entries where chain_id > chains.id)
      from chains where chains.id is not null
    )
    select entry.chain_id as "chainId", entry.seq as "seq", entry.hash as "hash"
    from chains join audit_entries entry on entry.chain_id = chains.id
      and entry.seq = (select max(seq) from audit_entries last where last.chain_id = chains.id)
    order by entry.chain_id`.execute(db)
  return rows.map(({ chainId, seq, hash }) => ({ chainId, seq, hash }))
}

function toEntryRow(entry: AuditEntry): AuditEntryTable {
  return {
    chain_id: entry.chainId,
    seq: entry.seq,
    at: entry.at,
    realm: entry.realm,
    actor_kind: entry.actorKind,
    actor_id: entry.actorId,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    facts_digest: entry.factsDigest,
    previous_hash: entry.previousHash,
    hash: entry.hash,
    form: entry.form === 1 ? null : entry.form,
    facts: entry.facts,
    request_id: entry.requestId,
    session_id: entry.sessionId,
  }
}

function toEntry(row: Selectable<AuditEntryTable>): AuditEntry {
  return {
    chainId: row.chain_id,
    seq: row.seq,
    at: row.at,
    realm: row.realm,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    factsDigest: row.facts_digest,
    previousHash: row.previous_hash,
    hash: row.hash,
    // A form that nobody knows fails its hash as form 2 does.
    form: row.form === null ? 1 : 2,
    facts: row.facts,
    requestId: row.request_id,
    sessionId: row.session_id,
  }
}

function toCheckpointRow(checkpoint: AuditCheckpoint): AuditCheckpointTable {
  return {
    seq: checkpoint.seq,
    kind: checkpoint.kind,
    at: checkpoint.at,
    heads: JSON.stringify(checkpoint.heads),
    previous_seal: checkpoint.previousSeal,
    seal: checkpoint.seal,
  }
}

function toCheckpoint(row: Selectable<AuditCheckpointTable>): AuditCheckpoint {
  return {
    seq: row.seq,
    kind: row.kind,
    at: row.at,
    heads: parseHeads(row.heads),
    previousSeal: row.previous_seal,
    seal: row.seal,
  }
}

/** Heads as stored; text that somebody broke is no heads, and the seal tells. */
function parseHeads(text: string): ChainHead[] {
  try {
    return JSON.parse(text) as ChainHead[] // written by toCheckpointRow; anything else fails the seal
  } catch {
    return []
  }
}
