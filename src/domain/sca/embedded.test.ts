import assert from 'node:assert/strict'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { createStores } from '#src/adapters/database/stores.ts'
import { bankProfileSchema } from '#src/domain/catalogue/bank-profile.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { createPlainBank, plainAccount } from '#test/fixtures/plain-bank.ts'
import type { Authorisation } from './authorisation.ts'
import { buildAuthorisation } from './authorisations.ts'
import { Embedded, storeStep } from './embedded.ts'

const now = 1_800_000_000_000
const profile = bankProfileSchema.parse({})
const context = { realm: 'sandbox', worldId: 'world-1', appId: 'app-1', organisationId: 'org-1' }

async function openRoom(open: OpenStore) {
  const database = await open()
  const { authorisations, psuFailures } = createStores(database.db)
  const bank = createPlainBank([plainAccount('acc-1')])
  let checks = 0
  const connector: typeof bank = {
    ...bank,
    checkPassword: (...asked) => {
      checks += 1
      if (asked[1].password !== 'unanswered') return bank.checkPassword(...asked)
      return Promise.reject(new DomainError('bank-unavailable'))
    },
  }
  const clock = { now: () => now }
  const transact = createTransact({
    auditKey: testAuditKey,
    database,
    createStores,
    clock,
    random: systemRandom,
  })
  const room = new Embedded({
    transact,
    connector,
    worldNow: () => Promise.resolve(now),
    profileOf: () => Promise.resolve(profile),
  })
  const begin = async () => {
    const id = systemRandom.uuid()
    const subject = { kind: 'consent', id: 'consent-1' } as const
    const shape = { ...context, id, language: 'en', services: ['accounts'] } as const
    const begun = buildAuthorisation({ ...shape, subject, approach: 'embedded' }, now)
    await authorisations.create(begun)
    return begun
  }
  const key = { realm: context.realm, worldId: context.worldId, psuId: 'astrid' }
  /** A step as it is taken: judged, stored, and refused when it was wrong. */
  const checkPassword = async (
    authorisation: Authorisation,
    sent: { psuId: string; password: string },
    actId = systemRandom.uuid(),
  ) => {
    const judged = await room.checkPassword({ authorisation, moves: [] }, sent, actId)
    await transact((stores) => storeStep(stores, judged))
    if (judged.refusal) throw judged.refusal
    return judged
  }
  return { room, checkPassword, begin, checks: () => checks, failures: () => psuFailures.find(key) }
}

eachStore('the bank is asked for five passwords, however many come at once', async (open) => {
  const { checkPassword, begin, checks } = await openRoom(open)
  const started = await Promise.all(Array.from({ length: 12 }, begin))
  const tried = await Promise.allSettled(
    started.map((one) => checkPassword(one, { psuId: 'astrid', password: 'wrong' })),
  )
  assert.ok(tried.every(({ status }) => status === 'rejected'))
  assert.equal(checks(), profile.sca.attemptsMax)
})

eachStore(
  'a try during the block neither asks the bank nor makes the block longer',
  async (open) => {
    const { checkPassword, begin, checks, failures } = await openRoom(open)
    const wrong = { psuId: 'astrid', password: 'wrong' }
    for (let count = 0; count < profile.sca.attemptsMax; count += 1)
      await assert.rejects(checkPassword(await begin(), wrong))
    const blocked = await failures()
    await assert.rejects(checkPassword(await begin(), { ...wrong, password: 'right' }))
    assert.equal(checks(), profile.sca.attemptsMax)
    assert.deepEqual(await failures(), blocked)
  },
)

eachStore(
  'a right password and a silent bank count as no failure and forgive none',
  async (open) => {
    const { checkPassword, begin, failures } = await openRoom(open)
    const right = { psuId: 'astrid', password: 'right' }
    for (let count = 1; count < profile.sca.attemptsMax; count += 1)
      await assert.rejects(checkPassword(await begin(), { ...right, password: 'wrong' }))
    await assert.rejects(checkPassword(await begin(), { ...right, password: 'unanswered' }))
    const { authorisation } = await checkPassword(await begin(), right)
    assert.equal(authorisation.state, 'password-checked')
    assert.deepEqual(await failures(), { failures: profile.sca.attemptsMax - 1 })
  },
)

eachStore('a try that comes again with its write counts once, in parallel too', async (open) => {
  const { room, begin, failures } = await openRoom(open)
  const planned = { authorisation: await begin(), moves: [] }
  const wrong = { psuId: 'astrid', password: 'wrong' }
  const again = () => room.checkPassword(planned, wrong, 'write-1')
  const judged = await Promise.all([again(), again(), again()])
  for (const { refusal } of [...judged, await again()])
    assert.equal(refusal?.code, 'psu-credentials-invalid')
  assert.deepEqual(await failures(), { failures: 1 })
  await room.checkPassword(planned, wrong, 'write-2')
  assert.deepEqual(await failures(), { failures: 2 })
})

eachStore(
  'the last try that was counted before a crash is still judged when it comes again',
  async (open) => {
    const { room, begin } = await openRoom(open)
    const { attemptsMax } = profile.sca
    for (let count = 1; count < attemptsMax; count += 1)
      await room.checkPassword(
        { authorisation: await begin(), moves: [] },
        { psuId: 'astrid', password: 'wrong' },
        `write-${count}`,
      )
    const planned = { authorisation: await begin(), moves: [] }
    const right = { psuId: 'astrid', password: 'right' }
    const lost = await room.checkPassword(planned, right, 'last')
    assert.equal(lost.refusal, undefined)
    const again = await room.checkPassword(planned, right, 'last')
    assert.equal(again.authorisation.state, 'password-checked')
    const other = await room.checkPassword(planned, right, 'one too many')
    assert.equal(other.refusal?.code, 'psu-credentials-invalid')
  },
)
