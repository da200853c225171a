/** Kills the server at seeded moments while a developer works, and holds every acknowledged change against the store that is left. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Engine } from '#src/adapters/database/engine.ts'
import { connect, discover, readInterface } from '../consent-flow.ts'
import { bearer, call, createApp, expectCall, signUp } from '../developer.ts'
import type { RegisteredApp, SignedInDeveloper } from '../developer.ts'
import { createSurroundings, engines } from '../harness.ts'
import { seeded } from '../seeded.ts'
import { runPortico, spawnPortico } from '../spawn-portico.ts'

const kills = Number(process.env['KILLS'] ?? 20)
const seed = Number(process.env['SEED'] ?? 20_261_121)
const latestKillMs = 900

/** What the server has acknowledged: the journal that the store is held against. */
interface Journal {
  readonly apps: Map<string, 'alive' | 'deleted'>
  readonly renamed: Map<string, string>
  readonly tokens: Map<string, 'working' | 'revoked'>
}

for (const engine of engines) {
  test(`${kills} kills lose nothing acknowledged (${engine})`, { timeout: 600_000 }, async (t) => {
    t.diagnostic(`seed ${seed}, ${kills} kills; set SEED and KILLS to run another series`)
    await killSeries(t, engine)
  })
}

async function killSeries(t: TestContext, engine: Engine): Promise<void> {
  const fresh = await createSurroundings(t, engine)
  const random = seeded(seed)
  let server = await spawnPortico(t, fresh)
  const surroundings = { environment: { ...fresh.environment, PORT: new URL(server.url).port } }
  const developer = await signUp(server.url)
  const anchor = await createApp(server.url, developer)
  const journal: Journal = { apps: new Map(), renamed: new Map(), tokens: new Map() }
  let acknowledged = 0
  for (let round = 0; round < kills; round += 1) {
    const working = work({ url: server.url, developer, anchor, journal })
    await new Promise((done) => setTimeout(done, 50 + random() * latestKillMs))
    server.signal('SIGKILL')
    acknowledged += await working
    await server.finished
    server = await spawnPortico(t, surroundings)
    await holdAgainstStore(server.url, developer, journal)
  }
  assert.ok(
    acknowledged >= kills,
    `only ${acknowledged} changes were acknowledged in ${kills} rounds`,
  )
  t.diagnostic(`${acknowledged} acknowledged changes survived ${kills} kills on ${engine}`)
  const verified = await runPortico(['audit', 'verify'], surroundings)
  assert.equal(verified.code, 0, verified.output)
}

interface Work {
  readonly url: string
  readonly developer: SignedInDeveloper
  readonly anchor: RegisteredApp
  readonly journal: Journal
}

/** Changes things one after the other until the connection breaks; answers how many were acknowledged. */
async function work(job: Work): Promise<number> {
  const changes = [makeApp, consent, deleteApp, renameApp, revoke]
  const changesMax = 10_000
  for (let done = 0; done < changesMax; done += 1) {
    const change = changes[done % changes.length] ?? makeApp
    try {
      await change(job)
    } catch (error) {
      if (isBrokenConnection(error)) return done
      throw error
    }
  }
  return changesMax
}

async function makeApp({ url, developer, journal }: Work): Promise<void> {
  const app = await createApp(url, developer)
  journal.apps.set(app.id, 'alive')
}

async function renameApp({ url, developer, journal }: Work): Promise<void> {
  const id = newestAlive(journal)
  if (!id) return
  const name = `Renamed ${journal.renamed.size}`
  journal.renamed.delete(id) // from here on either name may be found, until the answer
  await expectCall(200, `${url}/api/v1/apps/${id}`, {
    method: 'PATCH',
    headers: bearer(developer.token),
    json: { name },
  })
  journal.renamed.set(id, name)
}

async function deleteApp({ url, developer, journal }: Work): Promise<void> {
  const id = newestAlive(journal)
  if (!id) return
  journal.apps.delete(id) // undecided until the answer
  journal.renamed.delete(id)
  await expectCall(204, `${url}/api/v1/apps/${id}`, {
    method: 'DELETE',
    headers: bearer(developer.token),
  })
  journal.apps.set(id, 'deleted')
}

async function consent({ url, anchor, journal }: Work): Promise<void> {
  const { accessToken } = await connect(url, anchor)
  journal.tokens.set(accessToken, 'working')
}

async function revoke({ url, anchor, journal }: Work): Promise<void> {
  const working = [...journal.tokens].find(([, state]) => state === 'working')
  if (!working) return
  const [token] = working
  journal.tokens.delete(token) // undecided until the answer
  const configuration = await discover(url, anchor)
  const endpoint = configuration.serverMetadata().revocation_endpoint ?? ''
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${anchor.clientId}:${anchor.clientSecret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ token }),
  })
  if (answer.status === 200) journal.tokens.set(token, 'revoked')
}

function newestAlive(journal: Journal): string | undefined {
  return [...journal.apps].findLast(([, state]) => state === 'alive')?.[0]
}

async function holdAgainstStore(
  url: string,
  developer: SignedInDeveloper,
  journal: Journal,
): Promise<void> {
  for (const [id, state] of journal.apps) {
    const found = await call(`${url}/api/v1/apps/${id}`, { headers: bearer(developer.token) })
    assert.equal(found.status, state === 'alive' ? 200 : 404, `app ${id} should be ${state}`)
    const name = journal.renamed.get(id)
    if (name) assert.equal(found.body.name, name)
  }
  for (const [token, state] of journal.tokens) {
    const { status } = await readInterface(url, token)
    assert.equal(status, state === 'working' ? 200 : 401, `a token should be ${state}`)
  }
}

/** True for what a killed server leaves: fetch's TypeError, at whatever depth of causes. */
function isBrokenConnection(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof TypeError && /fetch failed|terminated/u.test(cause.message)) return true
  return false
}
