/** Signing keys follow one another in all processes without a restart: published before use, kept while what they signed is in force. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys } from '#src/cli/keys.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { createOauthKeys, listOauthKeys, rotateOauthKeys } from '#src/app/oauth-keys.ts'
import { dayMs, hourMs, minuteMs, secondMs, systemClock } from '#src/kit/clock.ts'
import { Hidden } from '#src/kit/hidden.ts'
import { systemRandom } from '#src/kit/random.ts'
import { buildAuthorization, connect, discover } from '#test/consent-flow.ts'
import { call, createApp, signUp } from '#test/developer.ts'
import { createSurroundings, eachStore, startPortico } from '#test/harness.ts'
import type { OpenStore, RunningPortico } from '#test/harness.ts'

async function openGround(open: OpenStore) {
  const time = { now: systemClock.now() }
  const clock = { now: () => time.now }
  const secret = new Hidden('a-secret-that-is-long-enough-for-the-test')
  const database = await open()
  const sealed = createSealedKeys({ database, secret, clock, random: systemRandom })
  const ground = { keys: sealed, realm: 'sandbox', clock, random: systemRandom }
  return { time, ground, sealed }
}

const kidsOf = ({ jwks }: { jwks: { keys: readonly { kid: string }[] } }) =>
  jwks.keys.map(({ kid }) => kid)

eachStore(
  'the next key is published a day before it signs, the former a day after',
  async (open) => {
    const { time, ground } = await openGround(open)
    const running = createOauthKeys(ground)
    const [first] = kidsOf(await running.load())
    const before = await running.load()
    assert.equal(await running.load(), before, 'nothing changed: the same object')
    const plans = await rotateOauthKeys(ground, { isLeaked: false })
    const next = plans?.[1]?.kid
    assert.equal(await rotateOauthKeys(ground, { isLeaked: false }), undefined)
    assert.deepEqual(kidsOf(await running.load()), [first], 'it looks again after a few seconds')
    time.now += 20 * secondMs
    assert.deepEqual(kidsOf(await running.load()), [first, next])
    const [cookie] = before.cookieKeys
    time.now += hourMs
    assert.equal(running.inForce().cookieKeys[1], cookie)
    time.now += 23 * hourMs
    assert.deepEqual(kidsOf(running.inForce()), [next, first])
    time.now += dayMs
    assert.deepEqual(kidsOf(running.inForce()), [next])
    assert.equal(running.inForce().cookieKeys.length, 1)
  },
)

eachStore('a leaked key is gone a minute later, one that waited too', async (open) => {
  const { time, ground } = await openGround(open)
  const running = createOauthKeys(ground)
  const [first] = kidsOf(await running.load())
  const waited = (await rotateOauthKeys(ground, { isLeaked: false }))?.[1]?.kid
  const fresh = (await rotateOauthKeys(ground, { isLeaked: true }))?.[1]?.kid
  assert.notEqual(fresh, waited)
  time.now += 30 * secondMs
  assert.deepEqual(kidsOf(await running.load()), [first, fresh])
  time.now += 30 * secondMs
  assert.deepEqual(kidsOf(running.inForce()), [fresh])
})

eachStore('old keys are followed by themselves, once', async (open) => {
  const { time, ground, sealed } = await openGround(open)
  const running = createOauthKeys(ground)
  await running.load()
  assert.equal(await running.followOld(90 * dayMs), false)
  time.now += 91 * dayMs
  const done = await Promise.all([running.followOld(90 * dayMs), running.followOld(90 * dayMs)])
  assert.ok(done.includes(true))
  assert.equal((await listOauthKeys(ground)).length, 2)
  assert.equal(await running.followOld(90 * dayMs), false)
  const older = await sealed.loadOrCreateKey('sandbox', 'oauth-subjects', async () => '')
  assert.notEqual(older, '', 'names of customers stay')
})

eachStore('a key from before there were rings goes on under its name', async (open) => {
  const { ground, sealed } = await openGround(open)
  const jwk = '{"kty":"EC","crv":"P-256","x":"eA","y":"eQ","d":"ZA"}'
  await sealed.loadOrCreateKey('sandbox', 'oauth-signing', async () => jwk)
  await sealed.loadOrCreateKey('sandbox', 'oauth-cookies', async () => 'cookie-key')
  const running = await createOauthKeys(ground).load()
  assert.equal(running.jwks.keys[0]?.['d'], 'ZA')
  assert.deepEqual(running.cookieKeys, ['cookie-key'])
})

test('a running server publishes and uses the key that a command has made', async (t) => {
  const time = { offset: 0 }
  const clock = { now: () => systemClock.now() + time.offset }
  const surroundings = await createSurroundings(t)
  const running = await startPortico(t, { surroundings, clock })
  const [first] = await publishedBy(running)
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  const { environment } = surroundings
  await keys({ arguments: ['rotate'], environment, print })
  assert.match(lines[0] ?? '', new RegExp(`^${first?.['kid']} +signs now, published until`, 'u'))
  time.offset += minuteMs
  const known = await publishedBy(running)
  assert.deepEqual(
    known.map(({ kid }) => kid),
    [first, known[1]].map((key) => key?.['kid']),
  )
  assert.equal(known.length, 2)
  for (const key of known) assert.equal(key['d'], undefined, 'nothing private is published')
  time.offset += dayMs
  assert.deepEqual(
    (await publishedBy(running)).map(({ kid }) => kid),
    [known[1], known[0]].map((key) => key?.['kid']),
  )
  await assert.rejects(
    keys({ arguments: ['rotate'], environment, print }),
    /published already and waits/u,
  )
})

test('a customer under way comes through a change of keys, and not through a leak', async (t) => {
  const time = { offset: 0 }
  const clock = { now: () => systemClock.now() + time.offset }
  const surroundings = await createSurroundings(t)
  const running = await startPortico(t, { surroundings, clock })
  const app = await createApp(running.url, await signUp(running.url))
  const request = await buildAuthorization(await discover(running.url, app), app)
  const begun = await fetch(request.url, { redirect: 'manual' })
  const page = begun.headers.get('location') ?? ''
  const cookie = begun.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
  const visit = async () =>
    (await fetch(new URL(page, running.url), { headers: { cookie }, redirect: 'manual' })).status
  const { environment } = surroundings
  const command = { environment, print() {} }
  assert.equal(await visit(), 200)
  await keys({ ...command, arguments: ['rotate'] })
  for (const _ of ['published', 'in use']) {
    time.offset += minuteMs
    await publishedBy(running)
    assert.equal(await visit(), 200)
  }
  await keys({ ...command, arguments: ['rotate', '--leaked'] })
  await publishedBy(running)
  time.offset += minuteMs
  await publishedBy(running)
  time.offset += minuteMs
  assert.notEqual(await visit(), 200)
  await connect(running.url, app)
})

async function publishedBy({ url }: RunningPortico): Promise<Record<string, string>[]> {
  const { body } = await call(`${url}/sandbox/oauth/jwks`)
  return body.keys
}
