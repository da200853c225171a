/** Measures reads of the dedicated interface beside a bare Node server that sends the same bytes over the same transport. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { createTlsMaterial } from '../src/adapters/certificates/tls-material.ts'
import { systemClock } from '../src/kit/clock.ts'
import type { BareAnswer } from './bare-server.ts'
import { readsMax } from './caller.ts'
import type { Caller } from './caller.ts'
import { median, runLoad } from './load.ts'
import type { Load, Measured } from './load.ts'

export interface Place {
  readonly url: string
  readonly tlsUrl: string
  readonly databaseUrl: string | undefined
  readonly caller: Caller
  readonly say: (line: string) => void
  /** What to undo when all is measured. */
  readonly endings: (() => void)[]
}

const connections = 16
const rounds = Number(process.env['ROUNDS'] ?? 5)
const callsOfRound = Number(process.env['CALLS'] ?? 4_000)
const consentsMade = 20
const psu = { 'psu-ip-address': '192.0.2.1' }

interface Row {
  readonly name: string
  readonly base: string
  readonly load: Pick<Load, 'headers' | 'secure'>
  readonly calls: number
}

/** Prints one line for each credential and each address. */
export async function measureInterface(place: Place): Promise<void> {
  const { say, caller } = place
  const { id, times } = await caller.makeConsents(consentsMade)
  say(`  consent made, authorised (embedded), read: median ${median(times).toFixed(1)} ms`)
  say(`  ${'read'.padEnd(58)} bytes  calls/s  bare/s  ratio  p99 ms  statements`)
  for (const row of listRows(place, { 'consent-id': id })) await measureRow(place, row)
}

function listRows(
  { url, tlsUrl, caller }: Place,
  consent: Readonly<Record<string, string>>,
): Row[] {
  const { customerToken, clientToken, secure } = caller
  const plain = { base: url, calls: callsOfRound }
  const mutual = { base: tlsUrl, calls: callsOfRound }
  const secured = (headers: Load['headers']) => ({ headers, secure })
  return [
    { ...plain, name: 'HTTP, customer token', load: { headers: { ...customerToken, ...psu } } },
    {
      ...plain,
      name: 'HTTP, bearer and consent',
      load: { headers: { ...clientToken, ...consent, ...psu } },
    },
    {
      ...mutual,
      name: 'mutual TLS, certificate and consent',
      load: secured({ ...consent, ...psu }),
    },
    {
      ...mutual,
      name: 'mutual TLS, certificate and token',
      load: secured({ ...customerToken, ...psu }),
    },
    // Of one consent, so that its readers wait for each other: the worst case of the counter.
    {
      base: url,
      name: 'HTTP, bearer and consent, unattended',
      load: { headers: { ...clientToken, ...consent } },
      calls: Math.floor(readsMax / (rounds + 1)),
    },
  ]
}

async function measureRow(place: Place, row: Row): Promise<void> {
  for (const [what, path] of Object.entries(place.caller.reads))
    await measureRead(place, row, { what, path })
}

async function measureRead(place: Place, row: Row, read: { what: string; path: string }) {
  const headers = { 'x-request-id': randomUUID(), ...row.load.headers }
  const load = { ...row.load, headers, connections, calls: row.calls }
  const ours = { ...load, url: `${row.base}/sandbox/psd2/v1${read.path}` }
  const warm = await runLoad({ ...ours, calls: Math.ceil(row.calls / 4) })
  const bare = { ...load, url: await startBare(place, warm.body, row.load.secure !== undefined) }
  await runLoad({ ...bare, calls: row.calls / 4 })
  const before = await countStatements(place)
  const found: { a: Measured; b: Measured }[] = []
  for (let round = 0; round < rounds; round += 1)
    found.push({ a: await runLoad(ours), b: await runLoad(bare) })
  const statements = ((await countStatements(place)) - before) / (rounds * row.calls)
  const ofMedian = (pick: (one: (typeof found)[number]) => number) => median(found.map(pick))
  place.say(
    [
      `  ${`${read.what}: ${row.name}`.padEnd(58)}`,
      String(warm.body.length).padStart(5),
      ofMedian(({ a }) => a.callsPerSecond)
        .toFixed(0)
        .padStart(8),
      ofMedian(({ b }) => b.callsPerSecond)
        .toFixed(0)
        .padStart(7),
      ofMedian(({ a, b }) => a.callsPerSecond / b.callsPerSecond)
        .toFixed(2)
        .padStart(6),
      ofMedian(({ a }) => a.p99Ms)
        .toFixed(2)
        .padStart(7),
      Number.isNaN(statements) ? '-' : statements.toFixed(2),
    ].join(' '),
  )
}

async function startBare({ endings }: Place, body: Buffer, isTls: boolean): Promise<string> {
  const child = fork(join(import.meta.dirname, 'bare-server.ts'))
  endings.push(() => void child.kill())
  const answer: BareAnswer = {
    bodyBase64: body.toString('base64'),
    ...(isTls ? { tls: await bareMaterial() } : {}),
  }
  child.send(answer)
  const [address] = (await once(child, 'message')) as [AddressInfo] // what the bare server sends
  return `${isTls ? 'https' : 'http'}://127.0.0.1:${address.port}/`
}

/** Of the same kind as the product's own; never kept. */
async function bareMaterial() {
  const made = await createTlsMaterial({
    keys: { loadOrRenewKey: (_realm, _name, renew) => renew(undefined) },
    clock: systemClock,
    hosts: ['127.0.0.1'],
  })
  return { ...made, clientAuthorityPems: [made.caPem] }
}

const statisticsSettleMs = 1_500

/** Committed transactions that PostgreSQL has seen; a statement alone is one. No number for SQLite, which counts nothing. */
async function countStatements({ databaseUrl }: Place): Promise<number> {
  if (databaseUrl === undefined) return Number.NaN
  await new Promise((done) => setTimeout(done, statisticsSettleMs))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query(
      'select xact_commit as n from pg_stat_database where datname = current_database()',
    )
    return Number(rows[0]?.n)
  } finally {
    await client.end()
  }
}
