import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { dayMs } from '#src/kit/clock.ts'
import { createTlsMaterial } from './tls-material.ts'

function createStore() {
  const kept = new Map<string, string>()
  let nowMs = Date.UTC(2026, 10, 21)
  const keys = {
    loadOrRenewKey: async (
      realm: string,
      name: string,
      renew: (current: string | undefined) => Promise<string>,
    ) => {
      const text = await renew(kept.get(`${realm} ${name}`))
      kept.set(`${realm} ${name}`, text)
      return text
    },
  }
  return {
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

test('another host gets another server certificate under the same CA', async () => {
  const store = createStore()
  const first = await store.make([])
  const second = await store.make(['bank.example'])
  assert.notEqual(second.certPem, first.certPem)
  assert.equal(second.caPem, first.caPem)
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
