/**
 * Takes PostgreSQL away under load in every way it goes away, and holds what two serving processes acknowledged against what
 * is left: nothing may be lost, no process may end, and nobody may be answered anything but 503 meanwhile. Times are told, not judged.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { bearer, call, createApp, signUp } from '../developer.ts'
import type { SignedInDeveloper } from '../developer.ts'
import { createSurroundings } from '../harness.ts'
import { startControlledPostgres, startPair } from '../postgres-server.ts'
import type { ControlledPostgres } from '../postgres-server.ts'
import { runPortico, spawnPortico } from '../spawn-portico.ts'
import type { SpawnedPortico, SpawnSurroundings } from '../spawn-portico.ts'
import { Load } from './storm-load.ts'
import type { Known } from './storm-load.ts'
import { askWith, clientToken, embedded, wish } from '../world.ts'

const workersPerProcess = 3
const downMs = 700
const frozenMs = 3_000
const calmMs = 700

interface Installation {
  readonly servers: readonly SpawnedPortico[]
  readonly surroundings: SpawnSurroundings
  readonly developer: SignedInDeveloper
}

/** Processes over one database, as behind a load balancer. */
async function install(t: TestContext, url: string, processes = 2): Promise<Installation> {
  const plain = await createSurroundings(t)
  const environment = {
    ...plain.environment,
    LOG_LEVEL: 'silent',
    DATABASE_URL: url,
    PORTICO_SECRET: randomBytes(48).toString('base64'),
  }
  const surroundings = { environment }
  const servers: SpawnedPortico[] = []
  while (servers.length < processes) servers.push(await spawnPortico(t, surroundings))
  const developer = await signUp(servers[0]?.url ?? '')
  return { servers, surroundings, developer }
}

interface Storm {
  readonly name: string
  /** Answers when the store could be used again. */
  rage(): Promise<number>
}

/** Runs one storm under load and holds what was acknowledged against the store. */
async function endure(t: TestContext, installation: Installation, storm: Storm): Promise<void> {
  const { servers, developer } = installation
  const loads = servers.flatMap(({ url }) =>
    Array.from({ length: workersPerProcess }, () => new Load(url, developer)),
  )
  const running = Promise.all(loads.map((load) => load.run()))
  // A failed load is told by `running`; the storm goes on meanwhile.
  running.catch(() => {})
  await pause(calmMs)
  for (const load of loads) load.firstRefusedAt = load.firstServedAt = undefined
  const begunAt = performance.now()
  const backAt = await storm.rage()
  await untilWritten(installation)
  const writtenMs = performance.now() - backAt
  await pause(calmMs)
  for (const load of loads) load.stop()
  await running
  for (const server of servers) assert.doesNotMatch(server.output(), /Error|TypeError/u)
  const known = loads.flatMap((load) => [...load.known])
  await holdAgainstStore(installation, known)
  const acknowledged = loads.reduce((sum, load) => sum + load.acknowledged, 0)
  const refused = loads.map((load) => (load.firstRefusedAt ?? Number.NaN) - begunAt)
  const served = loads.map((load) => (load.firstServedAt ?? Number.NaN) - backAt)
  t.diagnostic(
    `${storm.name}: ${acknowledged} acknowledged, none lost; first 503 after ${least(refused)} ms; ` +
      `back: first 200 after ${least(served)} ms, written by both after ${Math.round(writtenMs)} ms`,
  )
  t.diagnostic(`  ${loads.map(({ statuses }) => statuses).join(' | ')}`)
}

const least = (times: readonly number[]) => {
  const known = times.filter((time) => !Number.isNaN(time))
  return known.length === 0 ? 'none' : Math.round(Math.min(...known))
}

/** Until a write was acknowledged by each process. */
async function untilWritten({ servers, developer }: Installation): Promise<void> {
  for (const { url } of servers) {
    for (;;) {
      const json = { name: 'After', redirectUris: ['http://127.0.0.1:9/callback'] }
      const headers = bearer(developer.token)
      const made = await call(`${url}/api/v1/apps`, { json, headers })
      if (made.status === 201) {
        await call(`${url}/api/v1/apps/${made.body.id}`, { method: 'DELETE', headers })
        break
      }
      assert.equal(made.status, 503, JSON.stringify(made.body))
      await pause(25)
    }
  }
}

async function holdAgainstStore(
  { servers, developer }: Installation,
  known: readonly (readonly [string, Known])[],
): Promise<void> {
  const headers = bearer(developer.token)
  const url = `${servers[0]?.url}/api/v1/apps`
  for (const [id, { state, name }] of known) {
    if (state === 'undecided') continue
    const found = await call(`${url}/${id}`, { headers })
    assert.equal(found.status, state === 'alive' ? 200 : 404, `app ${id} should be ${state}`)
    if (name !== undefined) assert.equal(found.body.name, name, `app ${id} lost a change`)
    if (state === 'alive') await call(`${url}/${id}`, { method: 'DELETE', headers })
  }
}

async function restart(server: ControlledPostgres, mode: 'immediate' | 'fast'): Promise<number> {
  await server.stop(mode)
  await pause(downMs)
  await server.start()
  return performance.now()
}

async function endBackends(server: ControlledPostgres): Promise<number> {
  const client = new pg.Client({ connectionString: server.adminUrl })
  await client.connect()
  for (let round = 0; round < 5; round += 1) {
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'portico%'",
    )
    await pause(100)
  }
  await client.end()
  return performance.now()
}

/** While it stands still, whoever asks for the process has an answer too. */
async function freeze(
  t: TestContext,
  { servers }: Installation,
  server: ControlledPostgres,
): Promise<number> {
  server.freeze()
  const frozenAt = performance.now()
  for (const { url } of servers) {
    const askedAt = performance.now()
    assert.equal((await call(`${url}/readyz`)).status, 503)
    t.diagnostic(`frozen: /readyz answered 503 after ${Math.round(performance.now() - askedAt)} ms`)
    assert.equal((await call(`${url}/livez`)).status, 200)
  }
  await pause(Math.max(0, frozenAt + frozenMs - performance.now()))
  server.thaw()
  return performance.now()
}

async function failOver(primary: ControlledPostgres, standby: ControlledPostgres): Promise<number> {
  await primary.stop('immediate')
  const client = new pg.Client({ connectionString: standby.adminUrl })
  await client.connect()
  await client.query('select pg_promote()')
  await client.end()
  return performance.now()
}

/** A write whose commit waits for a lost standby is answered by our own clock, and sent again it is done once. */
async function loseStandby(
  t: TestContext,
  { servers, developer }: Installation,
  { primary, standby }: { primary: ControlledPostgres; standby: ControlledPostgres },
) {
  const url = servers[0]?.url ?? ''
  const app = await createApp(url, developer)
  const token = await clientToken(url, app)
  const requestId = randomUUID()
  const ask = askWith(url, () => token)
  const write = () =>
    ask('/v1/consents', { json: wish, headers: { ...embedded, 'x-request-id': requestId } })
  await standby.stop('fast')
  const sentAt = performance.now()
  const refused = await write()
  const refusedMs = Math.round(performance.now() - sentAt)
  assert.equal(refused.status, 503, JSON.stringify(refused.body))
  assert.equal(refused.body.tppMessages[0].code, 'SERVICE_UNAVAILABLE')
  assert.ok((await ask('/v1/accounts')).status < 500, 'reads are judged all the same')
  await standby.start()
  let made = await write()
  for (; made.status === 503; made = await write()) await pause(100)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const client = new pg.Client(primary.adminUrl.replace(/postgres$/u, 'portico'))
  await client.connect()
  const { rows } = await client.query(
    'select count(*)::int as count from consents where app_id = $1',
    [app.id],
  )
  await client.end()
  assert.deepEqual(rows, [{ count: 1 }], 'sent again, it was done once')
  t.diagnostic(`standby lost: refused after ${refusedMs} ms, and done once when sent again`)
}

async function verifyAudit({ surroundings }: Installation) {
  const verified = await runPortico(['audit', 'verify'], surroundings)
  assert.equal(verified.code, 0, verified.output)
}

test('a PostgreSQL that is killed, restarted, frozen or ends connections loses nothing and ends nobody', async (t) => {
  const server = await startControlledPostgres(t)
  const installation = await install(t, await server.url('portico'))
  const storms: readonly Storm[] = [
    { name: 'killed', rage: () => restart(server, 'immediate') },
    { name: 'restarted fast', rage: () => restart(server, 'fast') },
    { name: 'connections ended', rage: () => endBackends(server) },
    { name: 'frozen', rage: () => freeze(t, installation, server) },
  ]
  for (const storm of storms) await endure(t, installation, storm)
  await verifyAudit(installation)
})

test('a synchronous standby that is lost, and then is failed over to, loses nothing and ends nobody', async (t) => {
  const { primary, standby } = await startPair(t)
  const name = new URL(await primary.url('portico')).pathname
  const hosts = [primary, standby].map(({ port }) => `127.0.0.1:${port}`).join(',')
  const url = `postgres://postgres@${hosts}${name}?target_session_attrs=read-write`
  const installation = await install(t, url, 1)
  await loseStandby(t, installation, { primary, standby })
  await endure(t, installation, { name: 'failed over', rage: () => failOver(primary, standby) })
  await verifyAudit(installation)
})
