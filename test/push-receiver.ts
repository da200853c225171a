/** Plays the TPP's end of notifications: a real HTTPS server that keeps what it was sent, and the check of its signature. */
import { createPublicKey, verify } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import tls from 'node:tls'
import { createTlsMaterial } from '#src/adapters/certificates/tls-material.ts'
import { createMemoryKeys } from './memory-keys.ts'
import { systemClock } from '#src/kit/clock.ts'
import { expectCall } from './developer.ts'

export interface ReceivedPush {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: Record<string, unknown>
}

export interface PushReceiver {
  readonly uri: string
  readonly port: number
  readonly received: readonly ReceivedPush[]
  /** Resolves with all there are once there are so many. */
  waitFor(count: number): Promise<readonly ReceivedPush[]>
}

/** Everything it makes answers with what `statusOf` says of the n-th push. */
export async function startReceiver(
  t: TestContext,
  statusOf: (index: number) => number = () => 200,
): Promise<PushReceiver> {
  const { certPem: cert, keyPem: key } = await trustedMaterial()
  const received: ReceivedPush[] = []
  const waiting = new Set<() => void>()
  const server = createServer({ cert, key }, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8')
      const body = JSON.parse(text) as Record<string, unknown>
      received.push({ headers: request.headers, text, body })
      response
        .writeHead(statusOf(received.length - 1), { location: '/elsewhere' })
        .end('x'.repeat(5_000))
      for (const look of waiting) look()
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  return {
    uri: `https://127.0.0.1:${port}/notifications`,
    port,
    received,
    waitFor(count) {
      const { promise: enough, resolve: done } = Promise.withResolvers<readonly ReceivedPush[]>()
      const look = () => {
        if (received.length < count) return
        waiting.delete(look)
        done(received)
      }
      waiting.add(look)
      look()
      return enough
    },
  }
}

/** A server's certificate from an authority of its own, which this process trusts from now on. */
async function trustedMaterial() {
  const made = await createTlsMaterial({
    keys: createMemoryKeys(),
    clock: systemClock,
    hosts: ['127.0.0.1'],
  })
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), made.caPem])
  return made
}

/** The protected header of a push whose signature holds under the published keys; throws otherwise. @see RFC 7515 */
export async function verifiedHeader(
  base: string,
  { headers, text }: ReceivedPush,
): Promise<Record<string, unknown>> {
  const [header = '', payload, signature = ''] = String(headers['x-jws-signature']).split('.')
  if (payload !== '') throw new Error('the signature is not detached')
  const read = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>
  const metadata = `${base}/sandbox/oauth/.well-known/openid-configuration`
  const { body } = await expectCall(200, metadata)
  const published = await expectCall(200, String(body.jwks_uri))
  const keys = published.body.keys as Record<string, string>[]
  const jwk = keys.find((one) => one['kid'] === read['kid'])
  if (!jwk) throw new Error('the key is not published')
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
  const input = Buffer.from(`${header}.${Buffer.from(text).toString('base64url')}`)
  const held = Buffer.from(signature, 'base64url')
  if (!verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, held))
    throw new Error('the signature does not hold')
  return read
}
