/** Kills the server with writes in flight and sends each of them again: nothing is done twice, nothing acknowledged is lost, every retry is answered as the first. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { openPostgres, openSqlite } from '#src/adapters/database/engine.ts'
import type { Engine } from '#src/adapters/database/engine.ts'
import { bearer, call, createApp, firstCustomer, signUp } from '../developer.ts'
import type { Answer } from '../developer.ts'
import { createSurroundings, engines } from '../harness.ts'
import { seeded } from '../seeded.ts'
import { spawnPortico } from '../spawn-portico.ts'
import type { SpawnedPortico } from '../spawn-portico.ts'
import { clientToken, embedded, wish } from '../world.ts'

const kills = Number(process.env['KILLS'] ?? 4)
const seed = Number(process.env['SEED'] ?? 20_261_130)
const writersCount = 6
const earliestKillMs = 50
const killWithinMs = 500

/** One write as it was sent, and what the first one that was answered got. */
interface SentWrite {
  readonly path: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly json?: unknown
  first?: Answer
}

/** A TPP in a World of its own, so that no customer is asked for two passwords at once. */
interface Writer {
  readonly token: string
  readonly psuId: string
  /** All it has sent so far. */
  readonly sent: SentWrite[]
}

for (const engine of engines) {
  const title = `${kills} kills with ${writersCount} writes in flight do none of them twice (${engine})`
  test(title, { timeout: 600_000 }, async (t) => {
    t.diagnostic(`seed ${seed}, ${kills} kills; set SEED and KILLS to run another series`)
    await killSeries(t, engine)
  })
}

async function killSeries(t: TestContext, engine: Engine): Promise<void> {
  const fresh = await createSurroundings(t, engine)
  const random = seeded(seed)
  let server = await spawnPortico(t, fresh)
  // On PostgreSQL another process goes on, and gets the retries at once.
  const survivor = engine === 'postgres' ? await spawnPortico(t, fresh) : undefined
  const surroundings = { environment: { ...fresh.environment, PORT: new URL(server.url).port } }
  const writers = await openWriters(server.url)
  const retried = { unanswered: 0, slowestMs: 0 }
  for (let round = 0; round < kills; round += 1) {
    const known = writers.map(({ sent }) => sent.length)
    const working = Promise.all(writers.map((writer) => writeOn(server.url, writer)))
    const waitMs = earliestKillMs + random() * killWithinMs
    await Promise.race([new Promise((done) => setTimeout(done, waitMs)), working])
    server.signal('SIGKILL')
    await working
    if (!survivor) server = await restart(t, server, surroundings)
    const { url } = survivor ?? server
    for (const [index, { sent }] of writers.entries())
      await retryAll(url, sent.slice(known[index]), retried)
    if (survivor) server = await restart(t, server, surroundings)
  }
  const sent = writers.flatMap((one) => one.sent)
  assert.ok(retried.unanswered > 0, 'no kill met a write in flight')
  for (const write of sent) await assertSameAnswer(server.url, write)
  await holdAgainstStore(fresh.environment, sent)
  t.diagnostic(
    `${sent.length} writes, ${retried.unanswered} of them without an answer at the kill; ` +
      `slowest retry ${retried.slowestMs.toFixed(0)} ms`,
  )
}

async function restart(
  t: TestContext,
  server: SpawnedPortico,
  surroundings: Parameters<typeof spawnPortico>[1],
): Promise<SpawnedPortico> {
  await server.finished
  return spawnPortico(t, surroundings)
}

async function openWriters(url: string): Promise<Writer[]> {
  const developer = await signUp(url)
  const writers: Writer[] = []
  for (let count = 0; count < writersCount; count += 1) {
    const app = await createApp(url, developer, { name: `Writer ${count}` })
    const psuId = (await firstCustomer(url, app)).id
    writers.push({ psuId, token: await clientToken(url, app), sent: [] })
  }
  return writers
}

/** Makes, authorises and deletes consents one after the other until the connection breaks. */
async function writeOn(url: string, { token, psuId, sent }: Writer): Promise<void> {
  const send = async (path: string, asked: { method: string; json?: unknown; more?: object }) => {
    const { method, json, more } = asked
    const psu = { 'psu-ip-address': '192.0.2.1' }
    const headers = { ...bearer(token), ...psu, 'x-request-id': randomUUID(), ...more }
    const write: SentWrite = { path, method, headers, ...(json === undefined ? {} : { json }) }
    sent.push(write)
    write.first = await perform(url, write)
    assert.ok(write.first.status < 300, JSON.stringify(write.first.body))
    return write.first
  }
  const explicit = { 'tpp-explicit-authorisation-preferred': 'true' }
  try {
    for (let turn = 0; ; turn += 1) {
      const more = { ...embedded, 'psu-id': psuId, ...(turn % 2 === 0 ? {} : explicit) }
      const made = await send('/v1/consents', { method: 'POST', json: wish, more })
      const { startAuthorisation, updatePsuAuthentication, self } = made.body._links
      const begun = startAuthorisation
        ? await send(startAuthorisation.href, { method: 'POST', more })
        : made
      const { href } = (updatePsuAuthentication ? made : begun).body._links.updatePsuAuthentication
      const put = (json: unknown) => send(href, { method: 'PUT', json })
      const known = await put({ psuData: { password: 'sandbox' } })
      const [method] = known.body.scaMethods ?? []
      if (method) await put({ authenticationMethodId: method.authenticationMethodId })
      await put({ scaAuthenticationData: '123456' })
      if (turn % 3 === 0) await send(self.href, { method: 'DELETE' })
    }
  } catch (error) {
    if (!isBrokenConnection(error)) throw error
  }
}

function perform(url: string, { path, ...write }: SentWrite): Promise<Answer> {
  return call(`${url}${path.startsWith('/sandbox') ? '' : '/sandbox/psd2'}${path}`, write)
}

/** What had no answer gets one now, at once and in parallel the same one. */
async function retryAll(
  url: string,
  sent: readonly SentWrite[],
  retried: { unanswered: number; slowestMs: number },
): Promise<void> {
  for (const write of sent) {
    if (write.first) continue
    retried.unanswered += 1
    const startedAt = performance.now()
    const [one, other] = await Promise.all([perform(url, write), perform(url, write)])
    retried.slowestMs = Math.max(retried.slowestMs, performance.now() - startedAt)
    assert.ok(one.status < 300, `${write.method} ${write.path}: ${JSON.stringify(one.body)}`)
    assert.deepEqual(other.body, one.body)
    write.first = one
  }
}

async function assertSameAnswer(url: string, write: SentWrite): Promise<void> {
  const again = await perform(url, write)
  assert.deepEqual([again.status, again.body], [write.first?.status, write.first?.body])
  assert.equal(again.headers.get('location'), write.first?.headers.get('location'))
}

/** As many consents and authorisations as were asked for, and no try of a customer too many. */
async function holdAgainstStore(
  environment: Readonly<Record<string, string>>,
  sent: readonly SentWrite[],
): Promise<void> {
  const { PORTICO_DATA: data, DATABASE_URL: url } = environment
  const database = url ? openPostgres(url) : openSqlite(`${data}/portico.sqlite`)
  try {
    const consents = await database.db.selectFrom('consents').select('id').execute()
    const made: string[] = sent.flatMap(({ first }) => first?.body?.consentId ?? [])
    assert.deepEqual(consents.map(({ id }) => id).sort(), made.sort())
    const begun = await database.db.selectFrom('authorisations').select('id').execute()
    const starts = sent.filter(({ method, headers, path }) => {
      const isExplicit = headers['tpp-explicit-authorisation-preferred'] !== undefined
      return method === 'POST' && (path === '/v1/consents') !== isExplicit
    })
    assert.equal(begun.length, starts.length)
    const failures = await database.db.selectFrom('psu_failures').select('failures').execute()
    assert.deepEqual(
      failures.filter((one) => one.failures > 0),
      [],
    )
  } finally {
    await database.close()
  }
}

/** True for what a killed server leaves: fetch's TypeError, at whatever depth of causes. */
function isBrokenConnection(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof TypeError && /fetch failed|terminated/u.test(cause.message)) return true
  return false
}
