/** Tells the errors of both drivers that mean "the store is away or cannot take it" from those that are faults of ours. */
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import type { StoreFault } from '#src/kit/store-unavailable-error.ts'

/** SQLSTATE of PostgreSQL, whole or by its class. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const postgresFaults: Readonly<Record<string, StoreFault>> = {
  '08': 'away',
  '28': 'away', // a password that was changed on one side alone
  '3D': 'away', // invalid_catalog_name
  '57P01': 'away', // admin_shutdown
  '57P02': 'away', // crash_shutdown
  '57P03': 'away', // cannot_connect_now
  '57P04': 'away', // database_dropped
  '57P05': 'away', // idle_session_timeout
  '25P03': 'away', // idle_in_transaction_session_timeout
  '57014': 'busy', // query_canceled: by statement_timeout
  '55P03': 'busy', // lock_not_available: by lock_timeout
  '40P01': 'busy', // deadlock_detected
  '53100': 'full', // disk_full
  '53': 'busy', // insufficient_resources, too_many_connections among them
  '25006': 'read-only', // read_only_sql_transaction: a primary that is none any more
  '58': 'damaged', // system_error, io_error
  XX001: 'damaged', // data_corrupted
  XX002: 'damaged', // index_corrupted
}

/** Errors of the machine's network, by their code in Node. */
const networkFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // a socket file that is gone
])

/** The driver has no code for a connection that ended. */
const endedConnection =
  /^(?:Connection terminated|Client (?:was closed|has encountered a connection error)|timeout expired|Postgres connection has been discarded)/u

/** Primary result codes of SQLite. @see https://www.sqlite.org/rescode.html */
const sqliteFaults: Readonly<Record<number, StoreFault>> = {
  5: 'busy', // SQLITE_BUSY: not even after the busy timeout
  6: 'busy', // SQLITE_LOCKED
  8: 'read-only', // SQLITE_READONLY
  10: 'away', // SQLITE_IOERR
  11: 'damaged', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'away', // SQLITE_CANTOPEN
  26: 'damaged', // SQLITE_NOTADB
}
const primaryCode = 0xff
/** SQLite reports some failed writes of a full disk as failed input and output. */
const noSpace = /no space|disk is full/iu

/** The error to throw in place of a driver's. */
export function toStoreError(error: unknown): unknown {
  if (error instanceof StoreUnavailableError) return error
  const fault = findFault(error)
  return fault === undefined ? error : new StoreUnavailableError(fault, { cause: error })
}

function findFault(error: unknown): StoreFault | undefined {
  if (error instanceof AggregateError) return findFault(error.errors[0]) // one per address of a host
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') return ofSqlite(error, error.errcode)
  const code = 'code' in error ? String(error.code) : ''
  if (networkFaults.has(code)) return 'away'
  return (
    postgresFaults[code] ??
    postgresFaults[code.slice(0, 2)] ??
    (endedConnection.test(error.message) ? 'away' : undefined)
  )
}

function ofSqlite(error: Error, errcode: number): StoreFault | undefined {
  const fault = sqliteFaults[errcode & primaryCode]
  return fault === 'away' && noSpace.test(error.message) ? 'full' : fault
}
