/** Mails over real SMTP: they arrive when the server does, once, with the same Message-ID on every attempt. */
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { createSmtpTransport } from '#src/adapters/mail/smtp-transport.ts'
import { examineMail } from '#src/cli/examinations/mail.ts'
import { loadConfig } from '#src/config/config.ts'
import { createStores } from '#src/adapters/database/stores.ts'
import { createMailDelivery } from '#src/domain/mail/mail-delivery.ts'
import { Mailer } from '#src/domain/mail/mailer.ts'
import { dayMs, hourMs } from '#src/kit/clock.ts'
import { silentLog } from '#src/kit/log.ts'
import { systemRandom } from '#src/kit/random.ts'
import { call, newCredentials } from '../developer.ts'
import { eachStore, startPortico } from '../harness.ts'
import type { OpenStore } from '../harness.ts'
import { startMailServer } from '../mail-server.ts'

async function openRoom(open: OpenStore, url: string) {
  const database = await open()
  const { mails } = createStores(database.db)
  const time = { now: 1_800_000_000_000 }
  const clock = { now: () => time.now }
  const transport = createSmtpTransport({ url, from: 'Norrsken <dev@norrsken.example>' })
  const delivery = createMailDelivery({ store: mails, transport, clock, log: silentLog })
  const mailer = new Mailer({
    publicUrl: 'http://127.0.0.1:8080',
    bankName: 'Norrsken Bank',
    clock,
    random: systemRandom,
  })
  const enqueue = (to = 'a@b.example') =>
    mailer.enqueue({ mails }, { to, language: 'en', kind: 'activation', token: 'abc' })
  return { mails, delivery, enqueue, time, transport, clock }
}

const messageIdOf = (mail: string) => /^Message-ID: (.+)$/imu.exec(mail)?.[1]?.trim()

eachStore('a mail waits for a server that refuses or is away, and leaves once', async (open, t) => {
  const server = await startMailServer(t)
  const { delivery, enqueue, time } = await openRoom(open, server.url)
  await enqueue()
  server.mood.isRefusing = true
  assert.equal(await delivery.deliverDue(), 0)
  server.mood.isRefusing = false
  assert.equal(await delivery.deliverDue(), 0, 'it waits before it is tried again')
  time.now += hourMs
  assert.equal(await delivery.deliverDue(), 1)
  time.now += dayMs
  assert.equal(await delivery.deliverDue(), 0)
  assert.equal(server.received.length, 1)
  assert.match(server.received[0] ?? '', /\/activate\?token=3Dabc|\/activate\?token=abc/u)
})

eachStore(
  'a death between accept and mark sends again under the same Message-ID',
  async (open, t) => {
    const server = await startMailServer(t)
    const { mails, delivery, enqueue, time, transport, clock } = await openRoom(open, server.url)
    await enqueue()
    const dying = createMailDelivery({
      store: { ...mails, markSent: () => Promise.reject(new Error('killed')) },
      transport,
      clock,
      log: silentLog,
    })
    await dying.deliverDue().catch(() => 0)
    time.now += hourMs
    assert.equal(await delivery.deliverDue(), 1)
    const ids = server.received.map(messageIdOf)
    assert.equal(ids.length, 2)
    assert.ok(ids[0])
    assert.equal(ids[0], ids[1])
  },
)

eachStore('two deliveries at once send a mail once', async (open, t) => {
  const server = await startMailServer(t)
  const { delivery, enqueue } = await openRoom(open, server.url)
  await enqueue()
  await Promise.all([delivery.deliverDue(), delivery.deliverDue()])
  assert.equal(server.received.length, 1)
})

eachStore(
  'a mail that hangs holds up no other, and a stop does not wait for it',
  async (open, t) => {
    const server = await startMailServer(t)
    const { delivery, enqueue } = await openRoom(open, server.url)
    server.mood.odd = 'silent'
    for (let count = 0; count < 3; count += 1) await enqueue('odd@b.example')
    await enqueue()
    await delivery.takeUp()
    while (server.received.length === 0 || (await delivery.settled(0)) > 3)
      await new Promise((resolve) => setImmediate(resolve))
    assert.equal(await delivery.settled(0), 3)
  },
)

eachStore('mails that fail again and again leave room for new ones', async (open, t) => {
  const server = await startMailServer(t)
  const { delivery, enqueue, time } = await openRoom(open, server.url)
  server.mood.odd = 'refused'
  for (let count = 0; count < 12; count += 1) await enqueue('odd@b.example')
  assert.equal(await delivery.deliverDue(), 0)
  server.mood.odd = 'silent'
  time.now += hourMs
  await delivery.takeUp()
  for (let count = 0; count < 3; count += 1) await enqueue()
  await delivery.takeUp()
  while (server.received.length < 3 || (await delivery.settled(0)) > 5)
    await new Promise((resolve) => setImmediate(resolve))
  assert.equal(await delivery.settled(0), 5)
})

test('the doctor judges a mail server as the mailer does', async (t) => {
  const server = await startMailServer(t)
  const strange = new SMTPServer({ secure: true, closeTimeout: 50 })
  strange.on('error', () => {}) // the other side leaves while TLS is being set up: that is the point
  await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => strange.close(() => resolve())))
  const { port } = strange.server.address() as AddressInfo // a listening server has one
  const examine = async (SMTP_URL: string) =>
    (await examineMail({ config: loadConfig({ SMTP_URL }), isRunning: false }))[0]
  assert.equal((await examine(server.url))?.state, 'fine')
  const refused = await examine(`smtps://127.0.0.1:${port}`)
  assert.equal(refused?.state, 'unsafe')
  assert.match(refused.text, /takes no mail from us \(.*certificate/iu)
  const away = await examine('smtp://127.0.0.1:1')
  assert.match(away?.text ?? '', /takes no mail from us \(.*ECONNREFUSED/u)
})

test('with a mail server sign-up sends a working link and there is no local mailbox', async (t) => {
  const server = await startMailServer(t)
  const { url } = await startPortico(t, { environment: { SMTP_URL: server.url } })
  const { email, password } = newCredentials()
  const signUp = await call(`${url}/api/v1/accounts`, { json: { email } })
  assert.equal(signUp.status, 202)
  while (server.received.length === 0) await new Promise((resolve) => setImmediate(resolve))
  const text = (server.received[0] ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=')
  const token = /activate\?token=([\w-]+)/u.exec(text)?.[1]
  const activated = await call(`${url}/api/v1/activations`, { json: { token, password } })
  assert.equal(activated.status, 201)
  assert.equal((await call(`${url}/mailbox.json`)).status, 404)
})
