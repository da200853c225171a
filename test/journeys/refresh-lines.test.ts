/** Of the pairs that one refresh token yields in its grace, one goes on: whoever uses a second one ends them all. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { connect, readInterface } from '../consent-flow.ts'
import { basic, createApp, signUp } from '../developer.ts'
import { createSurroundings, eachStore, engines, startPortico } from '../harness.ts'
import type { TestContext } from 'node:test'
import { createOauthArtifactStore } from '#src/adapters/database/stores/oauth-artifact-store.ts'

/** An app, and the processes that it may ask: two where the store allows it. */
async function open(t: TestContext, engine: (typeof engines)[number]) {
  const surroundings = await createSurroundings(t, engine)
  const { url } = await startPortico(t, { surroundings })
  const environment = { PUBLIC_URL: url }
  const second =
    engine === 'postgres' ? await startPortico(t, { surroundings, environment }) : undefined
  const app = await createApp(url, await signUp(url))
  const bases = [url, second?.url ?? url]
  const renew = (token: string, index = 0) =>
    post(`${bases[index % 2]}/sandbox/oauth/token`, {
      headers: { ...basic(app), host: new URL(url).host },
      form: { grant_type: 'refresh_token', refresh_token: token },
    })
  const begin = async () => (await connect(url, app)).refreshToken
  const read = (pair: Pair) => readInterface(url, pair.body.access_token)
  return { begin, renew, read }
}

interface Pair {
  readonly status: number
  readonly body: { access_token: string; refresh_token: string; error?: string }
}

/** Two processes under one public address, so the host is that address's and not the socket's. */
async function post(
  url: string,
  { headers, form }: { headers: Record<string, string>; form: Record<string, string> },
): Promise<Pair> {
  const type = 'application/x-www-form-urlencoded'
  const sent = request(url, { method: 'POST', headers: { ...headers, 'content-type': type } })
  sent.end(String(new URLSearchParams(form)))
  const [answer] = (await once(sent, 'response')) as [IncomingMessage] // what this event carries
  return { status: answer.statusCode ?? 0, body: JSON.parse(await text(answer)) }
}

type Opened = Awaited<ReturnType<typeof open>>

const isRefused = ({ status, body }: Pair) => status === 400 && body.error === 'invalid_grant'

const guarantees: Record<string, (opened: Opened) => Promise<void>> = {
  'owner and thief inside the grace do not both go on': async ({ begin, renew, read }) => {
    const token = await begin()
    const owner = await renew(token)
    const thief = await renew(token, 1)
    assert.deepEqual([owner.status, thief.status], [200, 200])
    const later = await renew(owner.body.refresh_token)
    assert.equal(later.status, 200)
    assert.ok(isRefused(await renew(thief.body.refresh_token, 1)))
    assert.ok(isRefused(await renew(later.body.refresh_token)))
    for (const pair of [owner, thief, later]) assert.equal((await read(pair)).status, 401)
  },

  'of twenty pairs from parallel uses at most one goes on': async ({ begin, renew }) => {
    const token = await begin()
    const uses = Array.from({ length: 20 }, (_, index) => renew(token, index))
    const pairs = await Promise.all(uses)
    assert.ok(pairs.every((pair) => pair.status === 200))
    const tokens = pairs.map((pair) => pair.body.refresh_token)
    assert.equal(new Set(tokens).size, 20)
    const next = await Promise.all(tokens.map((sibling, index) => renew(sibling, index)))
    const living = next.filter((pair) => pair.status === 200)
    assert.ok(living.length <= 1)
    for (const pair of living) assert.ok(isRefused(await renew(pair.body.refresh_token)))
  },

  'a lost answer is asked for again, at each step of a line': async ({ begin, renew, read }) => {
    let token = await begin()
    for (let step = 0; step < 3; step += 1) {
      const lost = await renew(token)
      const again = await renew(token, 1)
      assert.deepEqual([lost.status, again.status], [200, 200])
      assert.equal((await read(again)).status, 200)
      token = again.body.refresh_token
    }
  },

  'lines of two consents stand side by side': async ({ begin, renew }) => {
    for (const token of [await begin(), await begin()]) {
      const next = await renew((await renew(token)).body.refresh_token, 1)
      assert.equal((await renew(next.body.refresh_token)).status, 200)
    }
  },
}

for (const engine of engines)
  test(`refresh tokens go on in one line (${engine})`, async (t) => {
    const opened = await open(t, engine)
    for (const [name, assertIt] of Object.entries(guarantees))
      await t.test(name, () => assertIt(opened))
  })

eachStore('one statement lets one of many siblings take the line', async (openStore) => {
  const store = createOauthArtifactStore((await openStore()).db)
  const family = { grantId: 'grant_1', family: 's:1' }
  const take = (rotations: number, idHash: string) =>
    store.takeRefreshLine(family, { rotations, idHash, expiresAt: 1 })
  const taken = await Promise.all(
    Array.from({ length: 40 }, (_, index) => take(1, `sibling ${index}`)),
  )
  assert.equal(taken.filter(Boolean).length, 1)
  const winner = (await store.findRefreshLine(family))?.idHash ?? ''
  assert.equal(winner, `sibling ${taken.indexOf(true)}`)
  assert.deepEqual(await Promise.all([take(1, winner), take(1, winner)]), [true, true])
  assert.equal(await take(2, 'successor'), true)
  assert.equal(await take(1, winner), false)
  assert.deepEqual(await store.findRefreshLine(family), { rotations: 2, idHash: 'successor' })
  assert.equal(
    await store.takeRefreshLine(
      { ...family, family: 's:2' },
      { rotations: 0, idHash: 'x', expiresAt: 9 },
    ),
    true,
  )
  await store.deleteExpired(5)
  assert.equal(await store.findRefreshLine(family), undefined)
})
