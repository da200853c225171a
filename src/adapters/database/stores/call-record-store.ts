/** Call records in the database; relies on the indexes (app_id, arrived_at) and (app_id, request_id, arrived_at, id). */
import type { Kysely, Selectable } from 'kysely'
import type { CallOutcome, CallRecord } from '#src/domain/statistics/call-record.ts'
import type { CallRecordStore } from '#src/domain/statistics/call-record-store.ts'
import type { CallRecordTable, Tables } from '../tables.ts'

export function createCallRecordStore(db: Kysely<Tables>): CallRecordStore {
  return {
    async insert(records) {
      if (records.length === 0) return
      await db
        .insertInto('call_records')
        .values(records.map(toRow))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    },
    async listOfApp({ appId, requestId, limit, before }) {
      let query = db.selectFrom('call_records').selectAll().where('app_id', '=', appId)
      if (requestId !== undefined) query = query.where('request_id', '=', requestId)
      const [time, id] = before?.split('~') ?? []
      const at = Number(time)
      if (id !== undefined && Number.isSafeInteger(at)) {
        query = query.where((where) =>
          where.or([
            where('arrived_at', '<', at),
            where.and([where('arrived_at', '=', at), where('id', '<', id)]),
          ]),
        )
      }
      const ordered = query.orderBy('arrived_at', 'desc').orderBy('id', 'desc')
      return (await ordered.limit(limit).execute()).map(toCallRecord)
    },
  }
}

function toRow(record: CallRecord): CallRecordTable {
  const { worldId, organisationId, appId, requestId, isPsuPresent, ...rest } = record
  const { errorCode, arrivedAt, endedAt, ...same } = rest
  return {
    ...same,
    world_id: worldId,
    organisation_id: organisationId,
    app_id: appId,
    request_id: requestId,
    psu_present: isPsuPresent ? 1 : 0,
    error_code: errorCode,
    arrived_at: arrivedAt,
    ended_at: endedAt,
  }
}

function toCallRecord(row: Selectable<CallRecordTable>): CallRecord {
  return {
    id: row.id,
    realm: row.realm,
    worldId: row.world_id,
    interface: row.interface,
    version: row.version,
    segment: row.segment,
    service: row.service,
    operation: row.operation,
    organisationId: row.organisation_id,
    appId: row.app_id,
    requestId: row.request_id,
    isPsuPresent: row.psu_present === 1,
    method: row.method,
    path: row.path,
    status: row.status,
    // Only this store writes the column, from the same type.
    outcome: row.outcome as CallOutcome,
    errorCode: row.error_code,
    arrivedAt: row.arrived_at,
    endedAt: row.ended_at,
  }
}
