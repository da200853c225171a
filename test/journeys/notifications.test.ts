import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bearer, call } from '#test/developer.ts'
import { createSurroundings, engines, startPortico } from '#test/harness.ts'
import { startReceiver, verifiedHeader } from '#test/push-receiver.ts'
import { embedded, followRedirect, openWorlds, wish, worldsOf } from '#test/world.ts'

const loopbackAllowed = { environment: { PORTICO_OUTBOUND_ALLOW: '127.0.0.0/8' } }

type World = Awaited<ReturnType<Awaited<ReturnType<typeof worldsOf>>['open']>>

const ask = (world: World, headers: Record<string, string>) =>
  world.ask('/v1/consents', {
    json: wish,
    headers: { ...embedded, 'psu-id': world.customer.id, ...headers },
  })

/** Makes a consent that pushes to the address, and gives it up: one push with LAST. */
async function giveUp(world: World, uri: string) {
  const made = await ask(world, {
    'tpp-notification-uri': uri,
    'tpp-notification-content-preferred': 'status=LAST',
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  await world.ask(`/v1/consents/${made.body.consentId}`, { method: 'DELETE' })
}

/** The delivery log once so many have ended. */
async function ended(world: World, count: number) {
  for (;;) {
    const { body } = await world.world('/notifications')
    const done = body.notifications.filter((one: { outcome: string }) => one.outcome !== 'queued')
    if (done.length >= count) return done
  }
}

for (const engine of engines)
  test(`every change of a consent is pushed in order, signed, and shown in the log (${engine})`, async (t) => {
    const receiver = await startReceiver(t)
    const { url, open } = await openWorlds(t, engine, loopbackAllowed)
    const world = await open()
    const made = await ask(world, { 'tpp-notification-uri': receiver.uri })
    assert.equal(made.headers.get('aspsp-notification-support'), 'true')
    assert.equal(made.headers.get('aspsp-notification-content'), 'status=SCA,PROCESS,LAST')
    const put = (href: string, json: unknown) => world.ask(href, { method: 'PUT', json })
    const { consentId } = made.body
    const known = await put(made.body._links.updatePsuAuthentication.href, {
      psuData: { password: 'sandbox' },
    })
    const [{ authenticationMethodId }] = known.body.scaMethods
    const selected = await put(known.body._links.selectAuthenticationMethod.href, {
      authenticationMethodId,
    })
    const done = await put(selected.body._links.authoriseTransaction.href, {
      scaAuthenticationData: '123456',
    })
    assert.equal(done.body.scaStatus, 'finalised')
    const removed = await world.ask(`/v1/consents/${consentId}`, { method: 'DELETE' })
    assert.equal(removed.status, 204)
    const received = await receiver.waitFor(7)
    assert.deepEqual(
      received.map(({ body }) => body['scaStatus'] ?? body['consentStatus']),
      [
        'psuIdentified',
        'psuAuthenticated',
        'scaMethodSelected',
        'started',
        'finalised',
        'valid',
        'terminatedByTpp',
      ],
    )
    for (const push of received) {
      assert.equal(push.body['consentId'], consentId)
      const header = await verifiedHeader(url, push)
      assert.equal(header['htu'], receiver.uri)
      assert.match(String(push.headers['x-request-id']), /^[0-9a-f-]{36}$/u)
    }
    const links = received[0]?.body['_links'] as { scaStatus: { href: string } }
    const scaHref = links.scaStatus.href
    assert.equal((await world.ask(scaHref)).body.scaStatus, 'finalised')
    const log = await ended(world, 7)
    assert.equal(log[0].status, 'terminatedByTpp')
    assert.equal(log[0].outcome, 'delivered')
    assert.equal(log[0].answerStatus, 200)
    const portal = await call(`${url}/api/v1/apps/${world.app.id}/notifications`, {
      headers: bearer(world.developer.token),
    })
    assert.equal(portal.status, 200, JSON.stringify(portal.body))
    assert.deepEqual(portal.body.notifications.length, 7)
  })

test('an answer in the customer’s app is pushed though nobody asks for the consent', async (t) => {
  const receiver = await startReceiver(t)
  const { open } = await openWorlds(t, 'sqlite', loopbackAllowed)
  const world = await open()
  const made = await ask(world, {
    'tpp-decoupled-preferred': 'true',
    'tpp-notification-uri': receiver.uri,
    'tpp-notification-content-preferred': 'status=PROCESS',
  })
  assert.equal(made.headers.get('aspsp-sca-approach'), 'DECOUPLED', JSON.stringify(made.body))
  const { body } = await world.world('/authentications')
  const { id } = body.authentications[0]
  const approved = await world.world(`/authentications/${id}/approve`, { method: 'POST' })
  assert.equal(approved.status, 204)
  const [push] = await receiver.waitFor(1)
  assert.equal(push?.body['consentStatus'], 'valid')
})

test('a customer who is sent by redirect is followed to the end', async (t) => {
  const receiver = await startReceiver(t)
  const { open } = await openWorlds(t, 'sqlite', loopbackAllowed)
  const world = await open()
  await world.world('/profile', { method: 'PATCH', json: { sca: { approaches: ['redirect'] } } })
  const made = await world.ask('/v1/consents', {
    json: wish,
    headers: {
      'tpp-redirect-uri': 'https://tpp.example/back',
      'tpp-notification-uri': receiver.uri,
    },
  })
  const { scaRedirect, scaStatus } = made.body._links
  await followRedirect(world.world, scaRedirect.href, world.customer.id)
  const received = await receiver.waitFor(3)
  assert.deepEqual(
    received.map(({ body }) => body['scaStatus'] ?? body['consentStatus']),
    ['started', 'finalised', 'valid'],
  )
  const links = received[0]?.body['_links'] as { scaStatus?: { href: string } }
  assert.equal(links.scaStatus?.href, scaStatus.href)
})

test('only what was asked for and is offered is pushed, to an address of the right form', async (t) => {
  const { open } = await openWorlds(t)
  const world = await open()
  const uri = 'https://tpp.example/notifications'
  const content = 'tpp-notification-content-preferred'
  for (const wrong of ['http://tpp.example/', 'tpp.example', 'https://a:b@tpp.example/']) {
    const { status, body } = await ask(world, { 'tpp-notification-uri': wrong })
    assert.equal(status, 400)
    assert.equal(body.tppMessages[0].code, 'FORMAT_ERROR')
    assert.equal(body.tppMessages[0].path, 'TPP-Notification-URI')
  }
  for (const wrong of ['SCA', 'status=', 'status=SCA,SCA', 'status=SCA,OTHER']) {
    const { body } = await ask(world, { 'tpp-notification-uri': uri, [content]: wrong })
    assert.equal(body.tppMessages[0].path, 'TPP-Notification-Content-Preferred', wrong)
  }
  const change = (json: unknown) => world.world('/profile', { method: 'PATCH', json })
  await change({ notifications: { contents: ['LAST'] } })
  const some = await ask(world, { 'tpp-notification-uri': uri, [content]: 'status=SCA, LAST' })
  assert.equal(some.headers.get('aspsp-notification-content'), 'status=LAST')
  const none = await ask(world, { 'tpp-notification-uri': uri, [content]: 'status=SCA' })
  assert.equal(none.headers.get('aspsp-notification-support'), 'false')
  await change({ notifications: { isOffered: false } })
  const silent = await ask(world, { 'tpp-notification-uri': uri })
  assert.equal(silent.headers.get('aspsp-notification-support'), null)
})

test('what may not be called and what does not answer are told alike, and the operator alone sees why', async (t) => {
  const receiver = await startReceiver(t)
  const { url, open } = await openWorlds(t)
  const world = await open()
  const hosts = [
    `127.0.0.1:${receiver.port}`,
    `[::1]:${receiver.port}`,
    '169.254.169.254',
    '10.0.0.1',
    '[::ffff:127.0.0.1]',
    // A name of ours, and one that nobody has (RFC 6761 §6.4).
    'localhost',
    'nobody-has-this.invalid',
    // A public address on another port than that of https.
    '1.1.1.1:22',
  ]
  for (const host of hosts) await giveUp(world, `https://${host}/`)
  const told = new Set<string>()
  for (const { outcome, reason, answerStatus, attempts } of await ended(world, hosts.length))
    told.add(JSON.stringify({ outcome, reason, answerStatus, attempts }))
  const alike = { outcome: 'not-reached', reason: 'The address cannot be called.', attempts: 1 }
  assert.deepEqual(Array.from(told), [JSON.stringify(alike)])
  assert.deepEqual(receiver.received, [])
  const page = await fetch(`${url}/apps/${world.app.id}/world`, {
    headers: { cookie: `portico_session=${world.developer.token}` },
  })
  const html = await page.text()
  assert.match(html, /The address cannot be called/u)
  for (const leak of ['ENOTFOUND', 'not public', 'leads to']) assert.ok(!html.includes(leak), leak)
})

test('one host and port can be allowed by name', async (t) => {
  const receiver = await startReceiver(t)
  const environment = { PORTICO_OUTBOUND_ALLOW: `127.0.0.1:${receiver.port}` }
  const { open } = await openWorlds(t, 'sqlite', { environment })
  const world = await open()
  await giveUp(world, receiver.uri)
  assert.equal((await ended(world, 1))[0].outcome, 'delivered')
})

test('a push that fails is not tried again, and a redirect is not followed', async (t) => {
  const receiver = await startReceiver(t, () => 302)
  const { open } = await openWorlds(t, 'sqlite', loopbackAllowed)
  const world = await open()
  await giveUp(world, receiver.uri)
  const [line] = await ended(world, 1)
  assert.equal(line.outcome, 'refused')
  assert.equal(line.answerStatus, 302)
  assert.equal(line.attempts, 1)
  assert.equal(receiver.received.length, 1)
})

test('two processes send each push once', async (t) => {
  const receiver = await startReceiver(t)
  const surroundings = await createSurroundings(t, 'postgres')
  const first = await startPortico(t, { surroundings, ...loopbackAllowed })
  await startPortico(t, { surroundings, ...loopbackAllowed })
  const world = await (await worldsOf(first.url)).open()
  const count = 10
  await Promise.all(Array.from({ length: count }, () => giveUp(world, receiver.uri)))
  await ended(world, count)
  const ids = receiver.received.map(({ headers }) => headers['x-request-id'])
  assert.equal(ids.length, count)
  assert.equal(new Set(ids).size, count)
})
