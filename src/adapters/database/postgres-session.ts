/**
 * One connection to PostgreSQL, opened at the first host that fits, with what each session of ours states about itself.
 * It holds no pool and knows no table.
 */
import pg from 'pg'
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import { limitByTicks } from './count-ticks.ts'
import type { SessionTarget } from '#src/config/postgres-address.ts'
import { parsePostgresAddress } from '#src/config/postgres-address.ts'

/** What a session asks of the server, so that no default of a server, database or role decides it. */
export interface SessionTerms {
  /** The server ends a statement that takes longer; 0 never. */
  readonly statementTimeoutMs: number
  /** The server gives up waiting for a lock. */
  readonly lockTimeoutMs: number
  /** A process that stands still in a transaction must not hold its locks for ever. */
  readonly idleInTransactionMs: number
}

export interface PostgresSession {
  readonly client: pg.Client
  /**
   * True when the backend behind is not the one that greeted: a pooler may hand each transaction to another one, so what
   * the session states does not last, and transactions must state it themselves.
   */
  readonly isPooled: boolean
}

export interface OpenSession {
  readonly applicationName: string
  readonly terms: SessionTerms
  readonly withinMs: number
}

/** Opens sessions; the host that was taken last is tried first. */
export type SessionOpener = (options: OpenSession) => Promise<PostgresSession>

const int8Oid = 20
const keepAliveAfterMs = 10_000

export function createSessionOpener(url: string): SessionOpener {
  const address = parsePostgresAddress(url)
  if (!address) throw new Error('not an address of PostgreSQL') // the settings have refused it
  const { hosts, target } = address
  let first = 0
  return async (options) => {
    let failure: unknown
    for (let step = 0; step < hosts.length; step += 1) {
      const index = (first + step) % hosts.length
      try {
        const session = await openAt(hosts[index] ?? '', target, options)
        first = index
        return session
      } catch (error) {
        // The last host's reason would hide why the one that should have served did not.
        failure ??= error
      }
    }
    throw failure
  }
}

async function openAt(
  connectionString: string,
  target: SessionTarget,
  { applicationName, terms, withinMs }: OpenSession,
): Promise<PostgresSession> {
  const client = new pg.Client({
    connectionString,
    application_name: applicationName,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
    types: types as never, // pg's type wants overloads per format; the object serves them all
  })
  // Without a listener an ended connection would end the process.
  client.on('error', () => {})
  // Our own clock: ended while it connects, the driver answers nothing at all.
  const { promise: late, reject } = Promise.withResolvers<never>()
  const callOff = limitByTicks(withinMs, () => reject(new StoreUnavailableError('away')))
  try {
    return await Promise.race([greet(client, target, terms), late])
  } catch (error) {
    giveUp(client)
    throw error
  } finally {
    callOff()
  }
}

async function greet(
  client: pg.Client,
  target: SessionTarget,
  terms: SessionTerms,
): Promise<PostgresSession> {
  await client.connect()
  const { isPooled, role } = await introduce(client, terms)
  assertFits(target, role)
  return { client, isPooled }
}

/** Ends the connection at once, whatever runs on it; the server is not asked to cancel anything. */
export function giveUp(client: pg.Client): void {
  // The driver's own `end` waits for a silent server to close its side.
  void client.end().catch(() => {})
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } } // not in the types
  connection.stream.destroy()
}

interface Role {
  readonly isReadOnly: boolean
  readonly isStandby: boolean
}

/** Says what this session needs, unless a pooler stands between: it could keep that for somebody else's transaction. */
async function introduce(client: pg.Client, terms: SessionTerms) {
  const greeted = (client as unknown as { processID: number | null }).processID // not in the types
  const { rows } = await client.query<{ pid: number; read_only: string; standby: boolean }>({
    text: `select pg_backend_pid() as pid, pg_is_in_recovery() as standby,
      current_setting('transaction_read_only') as read_only,
      case when pg_backend_pid() = $1 then array[${statements(terms, false).join(', ')}] end as stated`,
    values: [greeted ?? 0],
  })
  const [found] = rows
  const role: Role = {
    isReadOnly: found?.read_only === 'on',
    isStandby: found?.standby === true,
  }
  return { isPooled: found?.pid !== greeted, role }
}

function assertFits(target: SessionTarget, { isReadOnly, isStandby }: Role): void {
  const isFit = { any: true, 'read-write': !isReadOnly, primary: !isStandby }[target]
  if (isFit) return
  // read_only_sql_transaction, as the server itself would say at the first write
  throw Object.assign(new Error(`the server is not ${target}`), { code: '25006' })
}

/**
 * What is stated, as calls that answer text. Durability is raised to `on` and never lowered: `off`, `local` and
 * `remote_write` may lose what was acknowledged, `remote_apply` is more than we need. `search_path` is left to the
 * operator, who chooses with it the schema of our tables.
 */
function statements(terms: SessionTerms, isLocal: boolean): string[] {
  const set = (name: string, value: string) => `set_config('${name}', ${value}, ${isLocal})`
  const durability = `case current_setting('synchronous_commit') when 'remote_apply' then 'remote_apply' else 'on' end`
  return [
    set('synchronous_commit', durability),
    set('statement_timeout', `'${terms.statementTimeoutMs}'`),
    set('lock_timeout', `'${terms.lockTimeoutMs}'`),
    set('idle_in_transaction_session_timeout', `'${terms.idleInTransactionMs}'`),
    set('timezone', `'UTC'`),
    set('datestyle', `'ISO, YMD'`),
    set('client_encoding', `'UTF8'`),
    ...(isLocal ? [] : [set('default_transaction_isolation', `'read committed'`)]),
  ]
}

/** Begins a transaction that states everything itself, in one go to the server. */
export function beginStating(terms: SessionTerms): string {
  return `begin isolation level read committed; select ${statements(terms, true).join(', ')}`
}

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8Oid
      ? (text: string) => Number(text)
      : pg.types.getTypeParser(oid, format as 'text'),
}
