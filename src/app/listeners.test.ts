import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get as httpGet, Agent } from 'node:http'
import type { ServerResponse } from 'node:http'
import { get as httpsGet } from 'node:https'
import { connect as tcpConnect } from 'node:net'
import { test } from 'node:test'
import { connect } from 'node:tls'
import type { ConnectionOptions } from 'node:tls'
import { createTlsMaterial } from '#src/adapters/certificates/tls-material.ts'
import { systemClock } from '#src/kit/clock.ts'
import { createMemoryKeys } from '#test/memory-keys.ts'
import { listen, prepareListener } from './listeners.ts'

const host = '127.0.0.1'

async function makeTls() {
  const made = await createTlsMaterial({ keys: createMemoryKeys(), clock: systemClock, hosts: [] })
  return { ...made, clientAuthorityPems: [] }
}

async function handshake(options: ConnectionOptions): Promise<string> {
  const socket = connect({ host, ...options })
  try {
    await once(socket, 'secureConnect')
    return socket.getProtocol() ?? ''
  } finally {
    socket.destroy()
  }
}

test('the TLS listener is trusted through the built-in CA, on TLS 1.2 and 1.3 with strong ciphers only', async () => {
  const tls = await makeTls()
  const listener = await listen({ handler: (_, res) => void res.end('hello'), host, port: 0, tls })
  const options = { port: listener.port, ca: tls.caPem }
  assert.equal(await handshake(options), 'TLSv1.3')
  assert.equal(await handshake({ ...options, maxVersion: 'TLSv1.2' }), 'TLSv1.2')
  const weak = { ...options, maxVersion: 'TLSv1.2' as const, ciphers: 'ECDHE-ECDSA-AES128-SHA' }
  await assert.rejects(handshake(weak))
  const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' } as const
  await assert.rejects(handshake({ ...options, ...old }))
  await listener.drain({ graceMs: 1_000 })
})

test('a client certificate is asked for, and one of a stranger reaches the handler all the same', async () => {
  const tls = await makeTls()
  const stranger = await makeTls()
  const listener = await listen({
    handler: (request, response) => {
      const { socket } = request as unknown as { socket: import('node:tls').TLSSocket } // a TLS listener's
      response.end(`${socket.authorized} ${socket.getPeerX509Certificate()?.subject}`)
    },
    host,
    port: 0,
    tls,
  })
  const request = httpsGet({
    host,
    port: listener.port,
    ca: tls.caPem,
    cert: stranger.certPem,
    key: stranger.keyPem,
    agent: false,
  })
  const [response] = await once(request, 'response')
  assert.equal(await text(response), 'false CN=Portico')
  await listener.drain({ graceMs: 1_000 })
})

test('a drain lets the request under way end, tells it to close, and accepts no new one', async () => {
  const { promise: release, resolve: letGo } = Promise.withResolvers<void>()
  const listener = await listen({
    handler: (_, response) => void release.then(() => response.end('late')),
    host,
    port: 0,
  })
  const agent = new Agent({ keepAlive: true })
  const request = httpGet({ host, port: listener.port, agent })
  await once(request, 'socket')
  await once(request, 'finish')
  await new Promise((resolve) => setTimeout(resolve, 50)) // the server must have read the request
  const drained = listener.drain({ graceMs: 5_000 })
  await assert.rejects(once(httpGet({ host, port: listener.port, agent: false }), 'response'), {
    code: 'ECONNREFUSED',
  })
  letGo()
  const [response] = await once(request, 'response')
  assert.equal(response.headers.connection, 'close')
  assert.equal(await text(response), 'late')
  await drained
  agent.destroy()
})

test('while it lingers a drain takes new calls and asks each to close', async () => {
  const listener = await listen({ handler: (_, res) => void res.end('served'), host, port: 0 })
  const agent = new Agent({ keepAlive: true })
  const ask = async () => {
    const [response] = await once(httpGet({ host, port: listener.port, agent }), 'response')
    return [response.headers.connection, await text(response)]
  }
  assert.deepEqual(await ask(), ['keep-alive', 'served'])
  const drained = listener.drain({ lingerMs: 1_000, graceMs: 5_000 })
  assert.deepEqual(await ask(), ['close', 'served'], 'on the connection that was idle')
  assert.deepEqual(await ask(), ['close', 'served'], 'on a new one')
  await drained
  await assert.rejects(ask(), { code: 'ECONNREFUSED' })
  agent.destroy()
})

test('whoever is let in while a drain closes is answered, and the others are refused', async () => {
  const handler = (_: unknown, res: ServerResponse) => {
    const until = performance.now() + 1 // a busy process has connections waiting
    while (performance.now() < until);
    res.end('served')
  }
  const listener = await listen({ handler, host, port: 0 })
  const outcomes = new Map<string, number>()
  const callOn = async () => {
    let isServed = true
    while (isServed) {
      const call = httpGet({ host, port: listener.port, agent: false })
      const outcome = await once(call, 'response').then(
        async ([response]) => text(response),
        (error: NodeJS.ErrnoException) => error.code ?? '',
      )
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      isServed = outcome === 'served'
    }
  }
  const callers = Array.from({ length: 24 }, callOn)
  await listener.drain({ lingerMs: 200, graceMs: 5_000 })
  await Promise.all(callers)
  assert.deepEqual([...outcomes.keys()].toSorted(), ['ECONNREFUSED', 'served'])
})

test('nobody is let in before the opening: a named port refuses, a free one lets them wait', async () => {
  const free = await prepareListener({ host, port: 0 })
  const early = httpGet({ host, port: free.port, agent: false })
  const answered = once(early, 'response')
  const named = await listen({ handler: () => {}, host, port: 0 })
  await named.drain({ graceMs: 0 })
  const again = await prepareListener({ host, port: named.port })
  await assert.rejects(once(httpGet({ host, port: again.port, agent: false }), 'response'), {
    code: 'ECONNREFUSED',
  })
  for (const listener of [free, again]) await listener.open((_, res) => void res.end('served'))
  const [first] = await answered
  assert.equal(await text(first), 'served')
  const [second] = await once(httpGet({ host, port: again.port, agent: false }), 'response')
  assert.equal(await text(second), 'served')
  for (const listener of [free, again]) await listener.drain({ graceMs: 100 })
})

test('a drain closes idle connections at once and cuts what outlasts the grace time', async () => {
  const listener = await listen({ handler: () => {}, host, port: 0 })
  const stuck = tcpConnect(listener.port, host)
  stuck.on('error', () => {})
  stuck.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(stuck, 'connect')
  const closed = new Promise((resolve) => stuck.once('close', resolve))
  await listener.drain({ graceMs: 100 })
  await closed
})

test('a port in use is refused with a line that names it', async () => {
  const listener = await listen({ handler: () => {}, host, port: 0 })
  await assert.rejects(
    listen({ handler: () => {}, host, port: listener.port }),
    new RegExp(`already listens on port ${listener.port}.*set PORT`, 'u'),
  )
  await listener.drain({ graceMs: 100 })
})

async function text(response: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
