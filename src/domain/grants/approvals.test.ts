import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { assertMove, consentMoves, isFinal } from '#src/domain/consents/consent.ts'
import { Authorisations } from '#src/domain/sca/authorisations.ts'
import { dayMs } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { createPlainBank, plainAccount } from '#test/fixtures/plain-bank.ts'
import { Approvals } from './approvals.ts'
import { Endings } from './endings.ts'
import { bankProfileSchema } from '#src/domain/catalogue/bank-profile.ts'

const now = 1_800_000_000_000
const context = { realm: 'sandbox', worldId: 'world-1', nowMs: now }

async function openRooms(open: OpenStore) {
  const database = await open()
  const stores = createStores(database.db)
  const bank = createPlainBank([
    plainAccount('acc-1'),
    plainAccount('acc-2'),
    plainAccount('acc-3', 'blocked'),
  ])
  const clock = { now: () => now }
  const shared = {
    transact: createTransact({
      auditKey: testAuditKey,
      database,
      createStores,
      clock,
      random: systemRandom,
    }),
    connector: bank,
    worldNow: () => Promise.resolve(now),
  }
  const authorisations = new Authorisations({
    ...shared,
    random: systemRandom,
    authorisations: stores.authorisations,
    limits: { attemptsMax: 5, authenticationSeconds: 180 },
  })
  const approvals = new Approvals({
    profileOf: () => Promise.resolve(bankProfileSchema.parse({})),
    ...shared,
    consents: stores.consents,
    authorisations,
    random: systemRandom,
  })
  const endings = new Endings({ ...shared, ...stores })
  const authenticate = async (customerId = 'astrid') => {
    const id = systemRandom.uuid()
    const request = {
      realm: 'sandbox',
      worldId: 'world-1',
      appId: 'app-1',
      language: 'en',
      subject: { kind: 'oauth-first' },
      approach: 'oauth',
    } as const
    await authorisations.begin({ ...request, id, organisationId: 'org-1', services: ['accounts'] })
    const { bank: started } = await authorisations.startAuthentication(id, { mode: 'same-device' })
    assert.ok(started)
    await bank.resolveAuthentication(context, started.reference, { kind: 'approve', customerId })
    return id
  }
  return { database, stores, authorisations, approvals, endings, authenticate }
}

eachStore('approving gives a valid consent for the picked accounts and a grant', async (open) => {
  const { stores, approvals, authenticate } = await openRooms(open)
  const approved = await approvals.approve(await authenticate(), ['acc-2'])
  const consent = await stores.consents.find(approved.consentId ?? '')
  assert.equal(consent?.status, 'valid')
  assert.deepEqual(consent.access.transactions, ['acc-2'])
  assert.equal(consent.validUntilMs, now + 180 * dayMs)
  assert.ok(await stores.grants.findByConsent(consent.id))
})

eachStore('approving twice, also at the same time, makes one consent', async (open) => {
  const { approvals, authenticate, database } = await openRooms(open)
  const id = await authenticate()
  const answers = await Promise.all([1, 2, 3].map(() => approvals.approve(id, ['acc-1'])))
  assert.equal(new Set(answers.map((answer) => answer.consentId)).size, 1)
  const consents = await database.db.selectFrom('consents').select('id').execute()
  assert.equal(consents.length, 1)
})

eachStore('only own and usable accounts can be picked, and at least one', async (open) => {
  const { approvals, authenticate } = await openRooms(open)
  const id = await authenticate()
  await assert.rejects(approvals.approve(id, ['acc-9']), { code: 'account-not-yours' })
  await assert.rejects(approvals.approve(id, ['acc-3']), { code: 'account-not-yours' })
  await assert.rejects(approvals.approve(id, []), { code: 'no-account-chosen' })
})

eachStore('nothing can be approved before the authentication or after a no', async (open) => {
  const { approvals, authorisations, authenticate } = await openRooms(open)
  const id = await authenticate()
  await authorisations.refuse(id)
  await assert.rejects(approvals.approve(id, ['acc-1']), { code: 'authorisation-ended' })
})

eachStore('ending a grant ends its consent and leaves the others', async (open) => {
  const { stores, approvals, endings, authenticate } = await openRooms(open)
  const first = await approvals.approve(await authenticate(), ['acc-1'])
  const second = await approvals.approve(await authenticate(), ['acc-1'])
  const grant = await stores.grants.findByConsent(first.consentId ?? '')
  await endings.endGrant(grant?.id ?? '', 'revoked-by-app')
  await endings.endGrant(grant?.id ?? '', 'token-replayed')
  assert.equal((await stores.consents.find(first.consentId ?? ''))?.status, 'terminatedByTpp')
  assert.equal((await stores.consents.find(second.consentId ?? ''))?.status, 'valid')
  await endings.endAccessOfApp('app-1')
  assert.equal((await stores.consents.find(second.consentId ?? ''))?.status, 'terminatedByTpp')
})

test('a consent moves only as its table says, and final states stay', () => {
  assert.throws(() => assertMove('revokedByPsu', 'valid'), { code: 'consent-move-not-allowed' })
  assert.doesNotThrow(() => assertMove('valid', 'expired'))
  const finals = Object.keys(consentMoves).filter((status) => isFinal(status as 'valid'))
  assert.deepEqual(finals, ['rejected', 'revokedByPsu', 'expired', 'terminatedByTpp'])
})
