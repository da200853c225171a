import assert from 'node:assert/strict'
import { systemClock } from '#src/kit/clock.ts'
import { Hidden } from '#src/kit/hidden.ts'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import { eachStore } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { countSecrets, leaveOtherSecretsOut, letSecretIn } from './change-secret.ts'
import { loadInstallationKeys } from './installation-keys.ts'
import { createSealedKeys } from './sealed-keys.ts'

const [former, next] = ['former', 'next'].map((name) => new Hidden(`${name}-secret-`.repeat(4)))
const shared = { clock: systemClock, random: systemRandom }

async function openKeys(open: OpenStore) {
  const database = await open()
  assert.ok(former && next)
  const keysWith = (secret: Hidden) => createSealedKeys({ database, secret, ...shared })
  const running = keysWith(former)
  await running.assertSecretFits()
  const before = {
    audit: (await loadInstallationKeys({ keys: running, secret: former })).audit,
    jwks: await running.loadOrCreateKey('sandbox', 'jwks', async () => 'signing'),
  }
  const load = async (keys: ReturnType<typeof keysWith>, secret: Hidden) => ({
    audit: (await loadInstallationKeys({ keys, secret })).audit,
    jwks: await keys.loadOrCreateKey('sandbox', 'jwks', async () => 'another'),
  })
  return { database, keysWith, running, before, load, former, next }
}

const isUnfit = (error: unknown) =>
  error instanceof RefusedError && /PORTICO_SECRET does not fit this store/u.test(error.message)

eachStore('while the secret changes, both open the store and no key changes', async (open) => {
  const { database, keysWith, running, before, load, ...secrets } = await openKeys(open)
  await assert.rejects(keysWith(secrets.next).isSecretKnown(), isUnfit)
  await letSecretIn({ database, secret: secrets.former, next: secrets.next, ...shared })
  assert.equal(await countSecrets(database), 2)
  for (const secret of [secrets.former, secrets.next])
    assert.deepEqual(await load(keysWith(secret), secret), before)
  assert.deepEqual(await load(running, secrets.former), before)
  await running.loadOrCreateKey('sandbox', 'later', async () => 'made in between')
  const later = keysWith(secrets.next).loadOrCreateKey('sandbox', 'later', async () => 'other')
  assert.equal(await later, 'made in between')
})

eachStore('after the change the new secret alone opens it', async (open) => {
  const { database, keysWith, running, before, load, ...secrets } = await openKeys(open)
  await letSecretIn({ database, secret: secrets.former, next: secrets.next, ...shared })
  await load(running, secrets.former)
  assert.equal(await leaveOtherSecretsOut({ database, secret: secrets.next, ...shared }), 1)
  assert.equal(await countSecrets(database), 1)
  assert.deepEqual(await load(keysWith(secrets.next), secrets.next), before)
  await assert.rejects(keysWith(secrets.former).isSecretKnown(), isUnfit)
  // A process that was not restarted in time goes on with what it holds.
  assert.deepEqual(await load(running, secrets.former), before)
  await running.loadOrCreateKey('sandbox', 'late', async () => 'made by one left behind')
  const read = keysWith(secrets.next).loadOrCreateKey('sandbox', 'late', async () => 'other')
  assert.equal(await read, 'made by one left behind')
  const third = new Hidden('a-third-secret-that-is-long-enough')
  await letSecretIn({ database, secret: secrets.next, next: third, ...shared })
  await leaveOtherSecretsOut({ database, secret: third, ...shared })
  assert.deepEqual(await load(keysWith(third), third), before)
  const stranger = keysWith(secrets.former).loadOrCreateKey('sandbox', 'x', async () => 'x')
  await assert.rejects(stranger, isUnfit, 'it cannot seal what the others could not open')
  const rows = await database.db.selectFrom('sealed_keys').select('realm').execute()
  assert.equal(rows.filter(({ realm }) => realm === 'master-keys').length, 1)
})

eachStore('a key sealed in the old way during the change is sealed anew', async (open) => {
  const { database, keysWith, ...secrets } = await openKeys(open)
  const slow = keysWith(secrets.former)
  await slow.loadOrCreateKey('sandbox', 'slow', async () => {
    await letSecretIn({ database, secret: secrets.former, next: secrets.next, ...shared })
    return 'slowly made'
  })
  const read = keysWith(secrets.next).loadOrCreateKey('sandbox', 'slow', async () => 'other')
  assert.equal(await read, 'slowly made')
})

eachStore('a second change is refused until the first has ended', async (open) => {
  const { database, ...secrets } = await openKeys(open)
  const change = { database, secret: secrets.former, ...shared }
  await letSecretIn({ ...change, next: secrets.next })
  await letSecretIn({ ...change, next: secrets.next })
  const third = new Hidden('a-third-secret-that-is-long-enough')
  await assert.rejects(letSecretIn({ ...change, next: third }), /secret finish/u)
  await assert.rejects(leaveOtherSecretsOut({ ...change, secret: third }), isUnfit)
  assert.equal(await countSecrets(database), 2)
})
