import 'reflect-metadata' // x509 needs it loaded first
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import * as x509 from '@peculiar/x509'
import { dayMs, systemClock } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import { createMemoryKeys } from '#test/memory-keys.ts'
import { makeOldAuthority } from '#test/old-authority.ts'
import { judgeAsNode, startTlsServer, verifyWithOpenssl } from '#test/tls-server.ts'
import { loadClientAuthority } from './client-authority.ts'
import { algorithm, toIdentity } from './identity.ts'
import { createTestAuthority } from './test-authority.ts'
import { createTlsMaterial } from './tls-material.ts'

const authority = { name: 'Finansinspektionen', id: 'SE-FINA' }

function issueFor(organisationName: string, keys = createMemoryKeys(), clock: Clock = systemClock) {
  const organisationIdentifier = 'PSDSE-FINA-TEST0123456789AB'
  const subject = { organisationIdentifier, organisationName, roles: ['AISP' as const] }
  return createTestAuthority({ keys, clock, country: 'SE', authority }).issue(subject)
}

for (const name of ['mtls.bank.example', 'localhost', '*.bank.example', '127.0.0.1', '#6162', '"a'])
  test(`the certificate of an app named ${name} is a client's and no server's, whoever is trusted`, async (t) => {
    const keys = createMemoryKeys()
    const { certificate, chain, privateKey = '' } = await issueFor(name, keys)
    const { caPem } = await createTlsMaterial({ keys, clock: systemClock, hosts: [name] })
    const port = await startTlsServer(t, { certPem: certificate, keyPem: privateKey })
    const host = name.includes('example') ? 'mtls.bank.example' : 'localhost'
    for (const ca of [[caPem], [chain], [caPem, chain]])
      assert.notEqual(await judgeAsNode(port, { host, ca }), 'trusted')
    assert.equal(await judgeAsNode(port, { host, ca: [chain] }), 'unsuitable certificate purpose')
    const read = new X509Certificate(certificate)
    assert.equal(read.checkHost(host), undefined)
    assert.equal(read.checkIP('127.0.0.1'), undefined)
    assert.ok(read.subject.includes(name === '"a' ? 'a (test)' : name), read.subject)
    const files = { certificate, trusted: [chain] }
    const asServer = await verifyWithOpenssl(t, files, ['-purpose', 'sslserver'])
    if (asServer === undefined) return
    assert.match(asServer, /unsuitable certificate purpose/u)
    const asClient = await verifyWithOpenssl(t, files, ['-purpose', 'sslclient', '-x509_strict'])
    assert.match(String(asClient), /leaf\.pem: OK/u)
    const asHost = await verifyWithOpenssl(t, files, ['-verify_hostname', host])
    assert.match(String(asHost), /hostname mismatch/u)
  })

test('a test certificate has the shape of a QWAC but for the server that it is not', async () => {
  const { certificate } = await issueFor('Example AB')
  const read = new x509.X509Certificate(certificate)
  const fields = ['C', 'O', '2.5.4.97', 'CN'].map((field) => read.subjectName.getField(field))
  const identifier = 'PSDSE-FINA-TEST0123456789AB'
  assert.deepEqual(fields, [['SE'], ['Example AB'], [identifier], ['Example AB (test)']])
  const ekus = read.getExtension(x509.ExtendedKeyUsageExtension)?.usages
  assert.deepEqual([...(ekus ?? [])], [x509.ExtendedKeyUsage.clientAuth])
  assert.equal(read.getExtension(x509.SubjectAlternativeNameExtension), null)
  const { policies } = read.getExtension(x509.CertificatePolicyExtension) ?? {}
  assert.deepEqual([...(policies ?? [])], ['0.4.0.19495.3.1'])
  const marked = read.extensions.map(({ type, critical }) => [type, critical] as const)
  assert.deepEqual(
    new Map(marked),
    new Map([
      ['2.5.29.19', true],
      ['2.5.29.15', true],
      ['2.5.29.37', false],
      ['2.5.29.32', false],
      ['1.3.6.1.5.5.7.1.3', false],
      ['2.5.29.35', false],
      ['2.5.29.14', false],
    ]),
  )
})

test('a name that a host could have would be refused all the same: the authority vouches for no host', async (t) => {
  const { certPem, signingKey } = await loadClientAuthority({
    keys: createMemoryKeys(),
    clock: systemClock,
  })
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const forged = await x509.X509CertificateGenerator.create({
    subject: 'CN=mtls.bank.example',
    issuer: new x509.X509Certificate(certPem).subject,
    signingAlgorithm: algorithm,
    publicKey: pair.publicKey,
    signingKey,
    notAfter: new Date(systemClock.now() + dayMs),
    extensions: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth])],
  })
  const port = await startTlsServer(t, await toIdentity(forged, pair.privateKey))
  const judged = await judgeAsNode(port, { host: 'mtls.bank.example', ca: [certPem] })
  assert.match(judged, /excluded subtree violation|unsuitable certificate purpose/u)
  const files = { certificate: forged.toString('pem'), trusted: [certPem] }
  const said = await verifyWithOpenssl(t, files, [])
  if (said !== undefined) assert.match(said, /excluded subtree violation/u)
})

test('the one authority of an older installation signs no more, and what it issued goes on', async () => {
  const keys = createMemoryKeys()
  const old = await makeOldAuthority()
  keys.kept.set('installation tls-ca', JSON.stringify(old))
  const { certPem, trustedPems } = await loadClientAuthority({ keys, clock: systemClock })
  assert.notEqual(certPem, old.certPem)
  assert.deepEqual(trustedPems, [certPem, old.certPem])
  assert.ok(!Array.from(keys.kept.values()).some((text) => text.includes(old.keyPem.slice(40, 90))))
  const again = await loadClientAuthority({ keys, clock: systemClock })
  assert.deepEqual(again.trustedPems, trustedPems)
  const { caPem } = await createTlsMaterial({ keys, clock: systemClock, hosts: [] })
  assert.ok(![certPem, old.certPem].includes(caPem))
})

test('an authority is followed by another while all that it signed still ends before it', async () => {
  const keys = createMemoryKeys()
  let nowMs = systemClock.now()
  const clock = { now: () => nowMs }
  const first = await loadClientAuthority({ keys, clock })
  nowMs += 3_254 * dayMs
  const last = await issueFor('Example AB', keys, clock)
  assert.equal(last.chain, first.certPem)
  nowMs += 2 * dayMs
  const second = await loadClientAuthority({ keys, clock })
  assert.deepEqual(second.trustedPems, [second.certPem, first.certPem])
  assert.ok(last.notAfter < Date.parse(new X509Certificate(first.certPem).validTo))
  nowMs += 395 * dayMs
  assert.deepEqual((await loadClientAuthority({ keys, clock })).trustedPems, [second.certPem])
})
