import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { dayMs, systemClock } from '#src/kit/clock.ts'
import { createMemoryKeys } from '#test/memory-keys.ts'
import { judgeAsNode, startTlsServer, verifyWithOpenssl } from '#test/tls-server.ts'
import { createTlsMaterial } from './tls-material.ts'

function createStore() {
  const keys = createMemoryKeys()
  let nowMs = Date.UTC(2026, 10, 21)
  return {
    keys,
    make: (hosts: string[]) => createTlsMaterial({ keys, clock: { now: () => nowMs }, hosts }),
    pass: (days: number) => {
      nowMs += days * dayMs
    },
  }
}

test('the server certificate is issued by the built-in CA for the given hosts and for loopback', async () => {
  const { caPem, certPem, keyPem } = await createStore().make(['https://mtls.bank.example:8443'])
  const [ca, server] = [new X509Certificate(caPem), new X509Certificate(certPem)]
  assert.equal(server.checkIssued(ca), true)
  assert.equal(server.verify(ca.publicKey), true)
  assert.equal(ca.ca, true)
  assert.equal(server.ca, false)
  assert.match(keyPem, /^-----BEGIN PRIVATE KEY-----/u)
  for (const host of ['mtls.bank.example', 'localhost']) assert.equal(server.checkHost(host), host)
  for (const ip of ['127.0.0.1', '::1']) assert.equal(server.checkIP(ip), ip)
})

test('the same certificates come back until a month before their end, and then the server gets a new one', async () => {
  const store = createStore()
  const first = await store.make([])
  store.pass(360)
  assert.deepEqual(await store.make([]), first)
  store.pass(10)
  const second = await store.make([])
  assert.notEqual(second.certPem, first.certPem)
  assert.equal(second.caPem, first.caPem)
})

test('another host gets another authority, because the old one may not vouch for it', async () => {
  const store = createStore()
  const first = await store.make([])
  const second = await store.make(['bank.example'])
  assert.notEqual(second.certPem, first.certPem)
  assert.notEqual(second.caPem, first.caPem)
  assert.deepEqual(await store.make(['bank.example']), second)
  // It vouches for these too: nobody has to fetch it anew.
  assert.equal((await store.make([])).caPem, second.caPem)
})

test('an address that means every interface is no host to vouch for', async () => {
  const { certPem } = await createStore().make(['0.0.0.0', '::'])
  const names = 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1'
  const written = new X509Certificate(certPem).subjectAltName?.split(', ') ?? []
  assert.deepEqual(written.toSorted(), names.split(', ').toSorted())
})

const hosts = ['mtls.bank.example', '192.0.2.7', '2001:db8::7']

test('a caller who trusts the authority trusts our server, by name and by address', async (t) => {
  const made = await createTlsMaterial({ keys: createMemoryKeys(), clock: systemClock, hosts })
  const port = await startTlsServer(t, made)
  for (const host of ['mtls.bank.example', 'localhost', '127.0.0.1'])
    assert.equal(await judgeAsNode(port, { host, ca: [made.caPem] }), 'trusted', host)
  const files = { certificate: made.certPem, trusted: [made.caPem] }
  const said = await verifyWithOpenssl(t, files, ['-purpose', 'sslserver', '-x509_strict'])
  if (said !== undefined) assert.match(said, /leaf\.pem: OK/u)
})

for (const foreign of ['registry.example.org', 'bank.example', '192.0.2.8', '2001:db8::8'])
  test(`what the authority might sign for ${foreign} is refused`, async (t) => {
    const keys = createMemoryKeys()
    const { caPem } = await createTlsMaterial({ keys, clock: systemClock, hosts })
    // As somebody would who had taken the authority's key.
    const stolen = createMemoryKeys(new Map(keys.kept))
    const place = 'installation tls-server-authority'
    const authority = JSON.parse(stolen.kept.get(place) ?? '') as { hosts: string[] }
    authority.hosts.push(foreign)
    stolen.kept.set(place, JSON.stringify(authority))
    const forged = await createTlsMaterial({ keys: stolen, clock: systemClock, hosts: [foreign] })
    assert.equal(forged.caPem, caPem)
    const port = await startTlsServer(t, forged)
    const judged = await judgeAsNode(port, { host: 'localhost', ca: [caPem] })
    assert.match(judged, /permitted subtree violation/u)
    const files = { certificate: forged.certPem, trusted: [caPem] }
    const said = await verifyWithOpenssl(t, files, ['-purpose', 'sslserver'])
    if (said !== undefined) assert.match(said, /permitted subtree violation/u)
  })

test('a CA about to end is replaced together with what it issued', async () => {
  const store = createStore()
  const first = await store.make([])
  store.pass(3_640)
  const second = await store.make([])
  assert.notEqual(second.caPem, first.caPem)
  const [ca, server] = [new X509Certificate(second.caPem), new X509Certificate(second.certPem)]
  assert.equal(server.verify(ca.publicKey), true)
})
