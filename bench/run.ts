/** Measures the product against bare node:http in the same minute (`npm run bench`) and prints ratios. No test fails on time. */
import { fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, readInterface } from '../test/consent-flow.ts'
import { bearer, createApp, signUp } from '../test/developer.ts'
import { startPostgres } from '../test/postgres.ts'
import { spawnPortico } from '../test/spawn-portico.ts'
import { median, runLoad } from './load.ts'
import { createCaller } from './caller.ts'
import { measureInterface } from './interface.ts'
import { measureFlood, measureHolds } from './thread.ts'
import { measureCatalogue, measurePortal, writeLargePack } from './portal.ts'

const connections = 16
const callsPerTurn = Number(process.env['CALLS'] ?? 20_000)
const turns = 5
const worlds = 40
const productsMany = 500
const floodSeconds = Number(process.env['SECONDS'] ?? 5)

const endings: (() => void | Promise<void>)[] = []
const whenOver = { after: (end: unknown) => void endings.push(end as () => void) } // spawnPortico hands in a plain function

const say = (text: string) => process.stdout.write(`${text}\n`)

function surroundings(databaseUrl?: string) {
  const data = mkdtempSync(join(tmpdir(), 'portico-bench-'))
  endings.push(() => rmSync(data, { recursive: true, force: true, maxRetries: 5 }))
  const environment: Record<string, string> = {
    PORT: '0',
    TLS_PORT: '0',
    PORTICO_DATA: data,
    PORTICO_RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
  }
  if (databaseUrl) {
    environment['DATABASE_URL'] = databaseUrl
    environment['PORTICO_SECRET'] = randomBytes(48).toString('base64')
  }
  return { data, environment }
}

async function startBare(body: Buffer): Promise<string> {
  const child = fork(join(import.meta.dirname, 'bare-server.ts'))
  endings.push(() => void child.kill())
  child.send({ bodyBase64: body.toString('base64') })
  const [address] = (await once(child, 'message')) as [AddressInfo] // what the bare server sends
  return `http://127.0.0.1:${address.port}/`
}

async function measure(name: string, databaseUrl?: string): Promise<void> {
  const place = surroundings(databaseUrl)
  const first = await spawnPortico(whenOver, place)
  first.signal('SIGTERM')
  await first.finished
  const server = await spawnPortico(whenOver, place)
  const startedAt = performance.now()
  const developer = await signUp(server.url)
  const app = await createApp(server.url, developer)
  const { accessToken } = await connect(server.url, app)
  const probe = await readInterface(server.url, accessToken)
  const journeyMs = performance.now() - startedAt
  if (probe.status !== 200) throw new Error(`the journey ended with ${probe.status}`)
  const headers = {
    ...bearer(accessToken),
    'x-request-id': randomUUID(),
    'psu-ip-address': '192.0.2.1',
  }
  const ours = {
    url: `${server.url}/sandbox/psd2/v1/accounts`,
    headers,
    connections,
    calls: callsPerTurn,
  }
  const warm = await runLoad({ ...ours, calls: 2_000 })
  const bare = { ...ours, url: await startBare(warm.body) }
  await runLoad({ ...bare, calls: 2_000 })
  const rows = []
  for (let turn = 0; turn < turns; turn += 1) {
    const [a, b] = [await runLoad(ours), await runLoad(bare)]
    rows.push({ a, b, ratio: a.callsPerSecond / b.callsPerSecond })
  }
  const a = rows.map((row) => row.a)
  say(`\n${name}`)
  say(`  start to ready, empty store     ${first.readyAfterMs.toFixed(0)} ms`)
  say(`  start to ready, existing store  ${server.readyAfterMs.toFixed(0)} ms`)
  say(`  unattended journey              ${journeyMs.toFixed(0)} ms`)
  say(
    `  GET /accounts                   ${median(a.map((one) => one.callsPerSecond)).toFixed(0)} calls/s, median ${median(a.map((one) => one.medianMs)).toFixed(2)} ms, p99 ${median(a.map((one) => one.p99Ms)).toFixed(2)} ms`,
  )
  say(
    `  bare node:http, same bytes      ${median(rows.map((row) => row.b.callsPerSecond)).toFixed(0)} calls/s`,
  )
  say(`  ratio (median of ${turns})             ${median(rows.map((row) => row.ratio)).toFixed(3)}`)
  await measureWorlds(server.url, developer, databaseUrl ? undefined : place.data)
  server.signal('SIGTERM')
  await server.finished
}

async function measureWorlds(
  url: string,
  developer: Awaited<ReturnType<typeof signUp>>,
  data: string | undefined,
): Promise<void> {
  const before = data ? sizeOf(data) : 0
  const times: number[] = []
  for (let count = 0; count < worlds; count += 1) {
    const startedAt = performance.now()
    await createApp(url, developer, { name: `World ${count}` })
    times.push(performance.now() - startedAt)
  }
  say(`  app with a new World            ${median(times).toFixed(1)} ms`)
  if (data) say(`  bytes of it in the store        ${Math.round((sizeOf(data) - before) / worlds)}`)
}

/** Bytes of the store itself: the log is written back first, so that it does not count twice. */
function sizeOf(folder: string): number {
  const file = join(folder, 'portico.sqlite')
  const store = new DatabaseSync(file)
  store.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  store.close()
  return statSync(file).size
}

/** The portal with its own pack, and with one of many products. */
async function measurePages(): Promise<void> {
  say('\nPortal, to a stranger, compressed')
  const own = await spawnPortico(whenOver, surroundings())
  await measurePortal(own.url, say)
  say('  with 5 products:')
  await measureCatalogue(own.url, say)
  own.signal('SIGTERM')
  await own.finished
  const large = writeLargePack(productsMany)
  endings.push(large.remove)
  const { data, environment } = surroundings()
  const place = { data, environment: { ...environment, PORTICO_BANKS: large.folder } }
  const server = await spawnPortico(whenOver, place)
  say(`  with ${productsMany} products (ready after ${server.readyAfterMs.toFixed(0)} ms):`)
  await measureCatalogue(server.url, say)
  server.signal('SIGTERM')
  await server.finished
}

/** Reads of the dedicated interface, by every way to call. */
async function measureReads(name: string, databaseUrl?: string): Promise<void> {
  say(`\n${name}`)
  const server = await spawnPortico(whenOver, surroundings(databaseUrl))
  const tlsUrl = /https:\/\/127\.0\.0\.1:\d+/u.exec(server.output())?.[0] ?? ''
  const caller = await createCaller(server.url, tlsUrl)
  await measureInterface({ url: server.url, tlsUrl, databaseUrl, caller, say, endings })
  server.signal('SIGTERM')
  await server.finished
}

/** How long strangers hold the serving thread, with both packs, and what a flood of them costs the interface. */
async function measureThread(): Promise<void> {
  for (const bank of ['norrsken', 'akerskog']) {
    const port = await freePort()
    const { environment } = surroundings()
    const server = await spawnPortico(whenOver, {
      environment: {
        ...environment,
        PORTICO_BANK: bank,
        PORTICO_BENCH_PROBE: String(port),
        NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'thread-probe.ts')).href}`,
      },
    })
    const probe = `http://127.0.0.1:${port}/`
    await measureHolds({ url: server.url, probe, name: bank }, say)
    const app = await createApp(server.url, await signUp(server.url))
    const { accessToken } = await connect(server.url, app)
    const headers = {
      ...bearer(accessToken),
      'x-request-id': randomUUID(),
      'psu-ip-address': '192.0.2.1',
    }
    const read = { url: `${server.url}/sandbox/psd2/v1/accounts`, headers }
    await measureFlood({ url: server.url, read, seconds: floodSeconds }, say)
    server.signal('SIGTERM')
    await server.finished
  }
}

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo // a listening TCP server has one
  taken.close()
  return port
}

/** `npm run bench`, or one part of it: `interface`, `thread`. */
const [only] = process.argv.slice(2)
const postgres = only === 'thread' ? undefined : await startPostgres()
if (postgres) endings.push(() => postgres.stop())
try {
  if (!postgres || only === undefined) await measureThread()
  if (postgres && only !== 'interface') {
    say(`${connections} connections, ${callsPerTurn} calls a turn, ${turns} turns each, in turn`)
    await measurePages()
    await measure('SQLite (embedded)')
    await measure('PostgreSQL (fsync off, as in tests)', await postgres.url('bench'))
  }
  if (postgres) {
    await measureReads('Dedicated interface, SQLite')
    await measureReads('Dedicated interface, PostgreSQL', await postgres.url('bench_reads'))
  }
} finally {
  for (const end of endings.toReversed()) await end()
}
