import assert from 'node:assert/strict'
import { systemClock } from '#src/kit/clock.ts'
import { Hidden } from '#src/kit/hidden.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore } from '#test/harness.ts'
import { loadInstallationKeys } from './installation-keys.ts'
import { createSealedKeys } from './sealed-keys.ts'
import { deriveKey } from './sealing.ts'

eachStore(
  'a store made before goes on with the keys it derived, from then on kept sealed',
  async (open) => {
    const database = await open()
    const secret = new Hidden('a-secret-that-is-long-enough-for-the-test')
    const shared = { database, clock: systemClock, random: systemRandom }
    const keys = createSealedKeys({ ...shared, secret })
    const first = await loadInstallationKeys({ keys, secret })
    assert.deepEqual(first.audit, deriveKey(secret, 'audit checkpoints'))
    assert.deepEqual(first.writeAnswers, deriveKey(secret, 'answers to writes'))
    const another = new Hidden('another-secret-that-would-derive-other-keys')
    assert.deepEqual(await loadInstallationKeys({ keys, secret: another }), first)
    const rows = await database.db.selectFrom('sealed_keys').select(['name', 'sealed']).execute()
    assert.equal(rows.length, 3)
    for (const { sealed } of rows)
      assert.doesNotMatch(sealed, new RegExp(Buffer.from(first.audit).toString('base64url'), 'u'))
  },
)
