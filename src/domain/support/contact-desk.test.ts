import assert from 'node:assert/strict'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import type { ContactForm } from '#src/domain/catalogue/contact-form.ts'
import { RateLimits } from '#src/domain/developers/rate-limits.ts'
import { Mailer } from '#src/domain/mail/mailer.ts'
import { dayMs, hourMs } from '#src/kit/clock.ts'
import { silentLog } from '#src/kit/log.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { ContactDesk } from './contact-desk.ts'

const both = (text: string) => ({ en: text, sv: text })
const form: ContactForm = {
  intro: both('Write to us'),
  fields: [
    { id: 'email', label: both('E-mail'), type: 'email', isObligatory: true },
    {
      id: 'topic',
      label: both('Topic'),
      type: 'choice',
      isObligatory: true,
      choices: [{ id: 'api', label: { en: 'An API', sv: 'Ett API' } }],
    },
    { id: 'message', label: both('Message'), type: 'longtext', isObligatory: true },
  ],
}
const contact = 'help@bank.example'
const fields = { email: 'astrid@example.com', topic: 'api', message: 'It does not work.' }
const message = { fields, language: 'en', source: '192.0.2.1' } as const

async function openDesk(open: OpenStore) {
  const database = await open()
  const time = { at: 1_800_000_000_000 }
  const clock = { now: () => time.at }
  const stores = createStores(database.db)
  const shared = { clock, random: systemRandom }
  const bankName = 'Norrsken Bank'
  const publicUrl = 'https://developer.bank.example'
  const desk = new ContactDesk({
    ...shared,
    transact: createTransact({ auditKey: testAuditKey, database, createStores, ...shared }),
    form,
    contact,
    contactLanguage: 'sv',
    mailer: new Mailer({ ...shared, publicUrl, bankName, hasLocalMailbox: false }),
    limits: new RateLimits({ store: stores.rateLimits, clock, isOn: true }),
    realm: 'sandbox',
    log: silentLog,
  })
  const rows = (table: 'contact_messages' | 'mails' | 'audit_entries') =>
    database.db.selectFrom(table).selectAll().execute()
  return { desk, database, stores, time, rows }
}

eachStore('a message is stored and queued as one: both or neither', async (open) => {
  const { desk, database, stores, time, rows } = await openDesk(open)
  const reference = await desk.send(message)
  assert.match(reference, /^[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$/u)
  assert.equal((await rows('contact_messages')).length, 1)
  const due = (await stores.mails.listDue(time.at, { limit: 10 }))[0]?.id ?? ''
  const mail = await stores.mails.claim(due, { now: time.at, until: time.at + hourMs })
  assert.equal(mail?.to, contact)
  assert.equal(mail?.replyTo, fields.email)
  assert.equal(mail?.subject, `[${reference}] Ett API (utvecklarportalen)`)
  assert.match(mail?.text ?? '', /It does not work\./u)
  await database.db.schema.dropTable('mails').execute()
  await assert.rejects(desk.send(message), { code: 'contact-unavailable' })
  assert.equal((await rows('contact_messages')).length, 1)
})

eachStore('the audit trail knows that, and not what, somebody wrote', async (open) => {
  const { desk, rows } = await openDesk(open)
  const reference = await desk.send({ ...message, developerId: 'dev_1' })
  const entries = await rows('audit_entries')
  const text = JSON.stringify(entries)
  assert.ok(text.includes('contact-message.taken') && text.includes(reference))
  assert.ok(!text.includes(fields.email) && !text.includes('work'))
})

eachStore('a stored mail forgets who is to be answered once it has left', async (open) => {
  const { desk, stores, time, rows } = await openDesk(open)
  await desk.send(message)
  const due = (await stores.mails.listDue(time.at, { limit: 10 }))[0]?.id ?? ''
  await stores.mails.markSent(due, time.at)
  assert.ok(!JSON.stringify(await rows('mails')).includes(fields.email))
})

eachStore('twelve months later nothing of a message is left, and no sooner', async (open) => {
  const { desk, time, rows } = await openDesk(open)
  await desk.send(message)
  time.at += 365 * dayMs
  assert.equal(await desk.eraseDue(), 0)
  time.at += 1
  assert.equal(await desk.eraseDue(), 1)
  assert.deepEqual(await rows('contact_messages'), [])
  assert.deepEqual(await rows('mails'), [])
  assert.equal(await desk.eraseDue(), 0)
})

eachStore('the messages of a developer go when the developer is erased', async (open) => {
  const { desk, stores, time, rows } = await openDesk(open)
  const { email } = fields
  const developer = {
    id: 'dev_1',
    email,
    state: 'active',
    passwordHash: 'x',
    language: 'en',
  } as const
  await stores.developers.create({ ...developer, createdAt: time.at })
  await desk.send({ ...message, developerId: developer.id })
  await desk.send(message)
  assert.equal(await desk.eraseDue(), 0)
  const days = { at: time.at, eraseAt: time.at + dayMs, reason: undefined }
  await stores.developers.markDeleted(developer.id, days)
  assert.equal(await desk.eraseDue(), 0, 'deleted, and kept until it is erased')
  await stores.developers.erase(developer.id, 'erased:1')
  assert.equal(await desk.eraseDue(), 1)
  assert.equal((await rows('contact_messages')).length, 1)
})

eachStore('thirty an hour from one place, and a developer is counted apart', async (open) => {
  const { desk, time } = await openDesk(open)
  for (let count = 0; count < 30; count += 1) await desk.send(message)
  await assert.rejects(desk.send(message), { code: 'too-many-requests' })
  await desk.send({ ...message, developerId: 'dev_1' })
  await desk.send({ ...message, source: '192.0.2.2' })
  time.at += hourMs
  await desk.send(message)
})

eachStore('what is filled in wrongly counts against no limit', async (open) => {
  const { desk } = await openDesk(open)
  const wrong = { ...message, fields: { ...fields, message: '' } }
  for (let count = 0; count < 40; count += 1)
    await assert.rejects(desk.send(wrong), { code: 'contact-message-invalid' })
  await desk.send(message)
})
