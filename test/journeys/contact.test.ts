/** Writing to the bank: the message is stored, mailed once, and the page says it was not sent when, and only when, that is so. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgres, openSqlite } from '#src/adapters/database/engine.ts'
import { fillIn, postPage, question, sender } from '../contact-form.ts'
import { bearer, call, expectCall, signUp } from '../developer.ts'
import { createSurroundings, engines, startPortico } from '../harness.ts'
import type { Surroundings } from '../harness.ts'
import { startMailServer } from '../mail-server.ts'

const openDatabase = ({ engine, environment }: Surroundings) =>
  engine === 'postgres'
    ? openPostgres(environment['DATABASE_URL'] ?? '')
    : openSqlite(join(environment['PORTICO_DATA'] ?? '', 'portico.sqlite'))

/** The parts of a mail that are one line each, without folding. */
const headersOf = (mail: string) =>
  (mail.split('\r\n\r\n', 1)[0] ?? '').replaceAll(/\r\n[ \t]+/gu, ' ').split('\r\n')

const bodyOf = (mail: string) => {
  const body = mail.slice(mail.indexOf('\r\n\r\n') + 4)
  if (/^content-transfer-encoding: base64/imu.test(mail))
    return Buffer.from(body, 'base64').toString('utf8')
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/gu, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

async function waitFor(isReached: () => boolean | Promise<boolean>) {
  const attemptsMax = 200
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    if (await isReached()) return
    await pause(25)
  }
  throw new Error('it did not come to pass')
}

for (const engine of engines) {
  test(`a message from the page is stored and mailed to the bank once, to be answered (${engine})`, async (t) => {
    const server = await startMailServer(t)
    const surroundings = await createSurroundings(t, engine)
    const { url } = await startPortico(t, { surroundings, environment: { SMTP_URL: server.url } })
    const { values } = await fillIn(url)
    const sent = await postPage(`${url}/contact`, values)
    assert.equal(sent.status, 202)
    const reference = /[2-9A-Z]{5}-[2-9A-Z]{5}/u.exec(sent.html)?.[0] ?? 'none'
    await waitFor(() => server.received.length > 0)
    await pause(400)
    assert.equal(server.received.length, 1)
    const [mail = ''] = server.received
    const headers = headersOf(mail)
    assert.ok(headers.includes(`Reply-To: ${sender}`), headers.join('\n'))
    assert.ok(headers.some((line) => line.startsWith('Subject:') && line.includes(reference)))
    assert.ok(bodyOf(mail).includes(question))
    const database = openDatabase(surroundings)
    t.after(() => database.close())
    const [row] = await database.db.selectFrom('contact_messages').selectAll().execute()
    assert.equal(row?.reference, reference)
    assert.deepEqual(JSON.parse(row.fields), values)
    assert.equal(row.developer_id, null)
  })

  test(`a store that cannot write: 503, nothing mailed, nothing typed lost (${engine})`, async (t) => {
    const server = await startMailServer(t)
    const surroundings = await createSurroundings(t, engine)
    const { url } = await startPortico(t, { surroundings, environment: { SMTP_URL: server.url } })
    const { values, messageId } = await fillIn(url)
    const database = openDatabase(surroundings)
    t.after(() => database.close())
    const { schema } = database.db
    await schema.alterTable('contact_messages').renameTo('contact_messages_away').execute()
    const api = await call(`${url}/api/v1/contact-messages`, { json: { fields: values } })
    assert.equal(api.status, 503)
    assert.equal(api.body.code, 'contact-unavailable')
    for (const [path, words] of [
      ['/contact', 'Your mail has not been sent'],
      ['/sv/contact', 'Ditt meddelande har inte skickats'],
    ] as const) {
      const refused = await postPage(`${url}${path}`, values)
      assert.equal(refused.status, 503)
      assert.ok(refused.html.includes(words))
      assert.ok(refused.html.includes('Hur får vi åtkomst till produktion?'), messageId)
      assert.ok(refused.html.includes(sender))
    }
    await schema.alterTable('contact_messages_away').renameTo('contact_messages').execute()
    assert.equal((await postPage(`${url}/contact`, values)).status, 202)
    await waitFor(() => server.received.length === 1)
  })
}

test('a mail server that is away does not cost a message, nor does it show on the page', async (t) => {
  const server = await startMailServer(t)
  server.mood.isRefusing = true
  const { url } = await startPortico(t, { environment: { SMTP_URL: server.url } })
  const { values } = await fillIn(url)
  const sent = await postPage(`${url}/contact`, values)
  assert.equal(sent.status, 202)
  assert.ok(!sent.html.includes('has not been sent'))
})

test('a missing field is named at the field and in the summary, in both languages, and the rest stays', async (t) => {
  const { url } = await startPortico(t)
  const { fields, values, emailId, messageId } = await fillIn(url)
  for (const [path, language, words] of [
    ['/contact', 'en', 'is an obligatory field'],
    ['/sv/contact', 'sv', 'är ett obligatoriskt fält'],
  ] as const) {
    const { status, html } = await postPage(`${url}${path}`, { ...values, [messageId]: ' \r\n ' })
    assert.equal(status, 400)
    const label = fields.find(({ id }) => id === messageId)?.label[language] ?? ''
    const said = `${label} ${words}`
    assert.ok(html.includes(`<a href="#${messageId}">${said}</a>`), 'in the summary')
    assert.match(html, new RegExp(`id="${messageId}-wrong"[^>]*><p>${said}</p>`, 'u'))
    assert.match(html, new RegExp(`id="${emailId}"[^>]*value="${sender}"`, 'u'))
  }
  const none = await postPage(`${url}/contact`, {})
  const obligatory = fields.filter(({ isObligatory }) => isObligatory)
  for (const { id } of obligatory) assert.ok(none.html.includes(`href="#${id}"`), id)
})

test('an address that would add a header is refused, and what is typed is shown as text', async (t) => {
  const server = await startMailServer(t)
  const { url } = await startPortico(t, { environment: { SMTP_URL: server.url } })
  const { values, emailId, messageId } = await fillIn(url)
  for (const email of [
    `${sender}\r\nBcc: everybody@example.com`,
    `${sender}%0d%0aBcc:x@example.com`,
    `${sender},other@example.com`,
    `"x\r\nSubject: y" <${sender}>`,
  ]) {
    const json = { fields: { ...values, [emailId]: email } }
    const api = await call(`${url}/api/v1/contact-messages`, { json })
    assert.equal(api.status, 400, email)
    assert.deepEqual(
      api.body.errors.map((error: { code: string }) => error.code),
      ['email-invalid'],
    )
    assert.equal((await postPage(`${url}/contact`, { ...values, [emailId]: email })).status, 400)
  }
  const script = '<script>alert(1)</script>\u001b[2J\u0000 done'
  const wrong = await postPage(`${url}/contact`, { ...values, [messageId]: script, [emailId]: 'x' })
  assert.ok(!wrong.html.includes('<script>alert'))
  const subject = { ...values, [messageId]: `${script}\r\n.\r\nQUIT\r\n\r\nSubject: x` }
  assert.equal((await postPage(`${url}/contact`, subject)).status, 202)
  await waitFor(() => server.received.length > 0)
  await pause(300)
  assert.equal(server.received.length, 1, 'none of the refused ones was sent')
  const headers = headersOf(server.received[0] ?? '').map((line) => line.split(':', 1)[0])
  assert.equal(headers.filter((name) => name?.toLowerCase() === 'subject').length, 1)
  assert.equal(headers.filter((name) => name?.toLowerCase() === 'bcc').length, 0)
})

test('who is signed in is known by their address, and an ended session costs no message', async (t) => {
  const surroundings = await createSurroundings(t)
  const { url } = await startPortico(t, { surroundings })
  const developer = await signUp(url)
  const { values, emailId } = await fillIn(url)
  const headers = { cookie: `portico_session=${developer.token}` }
  const page = await (await fetch(`${url}/contact`, { headers })).text()
  assert.match(page, new RegExp(`id="${emailId}"[^>]*value="${developer.email}"`, 'u'))
  assert.equal((await postPage(`${url}/contact`, values, headers)).status, 202)
  const session = `${url}/api/v1/sessions/current`
  await expectCall(204, session, { method: 'DELETE', headers: bearer(developer.token) })
  assert.equal((await postPage(`${url}/contact`, values, headers)).status, 202)
  const database = openDatabase(surroundings)
  t.after(() => database.close())
  const rows = await database.db
    .selectFrom('contact_messages')
    .select('developer_id')
    .orderBy('created_at')
    .execute()
  assert.deepEqual(
    rows.map((row) => row.developer_id !== null),
    [true, false],
  )
})

test('a topic in the address is chosen, and one that does not exist changes nothing', async (t) => {
  const { url } = await startPortico(t)
  const { fields } = await fillIn(url)
  const choices = fields.find(({ type }) => type === 'choice')?.choices ?? []
  const last = choices.at(-1)?.id ?? 'none'
  const page = await (await fetch(`${url}/contact?topic=${last}`)).text()
  assert.match(page, new RegExp(`<option value="${last}" selected`, 'u'))
  const other = await (await fetch(`${url}/contact?topic=%22%3E%3Cscript%3E`)).text()
  assert.match(other, /<option value="" selected/u)
})

test('a form of 10 MB gets a page of status 413, in the reader’s language', async (t) => {
  const { url } = await startPortico(t)
  const { values, messageId } = await fillIn(url)
  const large = randomBytes(5_000_000).toString('hex')
  for (const [path, words] of [
    ['/contact', 'What you sent is too large'],
    ['/sv/contact', 'Det du skickade är för stort'],
  ] as const) {
    const refused = await postPage(`${url}${path}`, { ...values, [messageId]: large })
    assert.equal(refused.status, 413)
    assert.match(refused.headers.get('content-type') ?? '', /text\/html/u)
    assert.ok(refused.html.includes(words))
  }
  const json = { fields: { ...values, [messageId]: large } }
  const api = await call(`${url}/api/v1/contact-messages`, { json })
  assert.equal(api.status, 413)
  assert.equal(api.body.code, 'body-too-large')
})

test('of a hundred sends within a minute most get 429, and keep what was typed', async (t) => {
  const { url } = await startPortico(t, { environment: { PORTICO_RATE_LIMITS: 'on' } })
  const { values } = await fillIn(url)
  const statuses: number[] = []
  let refused = ''
  for (let count = 0; count < 100; count += 1) {
    const { status, html, headers } = await postPage(`${url}/contact`, values)
    statuses.push(status)
    if (status === 429) {
      refused = html
      assert.ok(Number(headers.get('retry-after')) > 0)
    }
  }
  assert.equal(statuses.filter((status) => status === 202).length, 30)
  assert.equal(statuses.filter((status) => status === 429).length, 70)
  assert.ok(refused.includes('Your mail has not been sent'))
  assert.ok(refused.includes('Hur får vi åtkomst till produktion?') && refused.includes(sender))
})

test('a robot that fills in every field is told so and sends nothing', async (t) => {
  const { url } = await startPortico(t)
  const { values } = await fillIn(url)
  const trapped = await postPage(`${url}/contact`, {
    ...values,
    your_website: 'https://x.example',
  })
  assert.equal(trapped.status, 400)
  assert.ok(trapped.html.includes('Your mail has not been sent'))
  assert.ok(!trapped.html.includes('https://x.example'))
  assert.ok(trapped.html.includes(sender))
})
