/** Sends a push, signed, by the outbound client, and says what came of it: why an address was not reached, to the log alone. It keeps nothing. */
import { createPrivateKey, sign } from 'node:crypto'
import type { Notification } from '#src/domain/notifications/notification.ts'
import type { SendNotification } from '#src/domain/notifications/notification-delivery.ts'
import { secondMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import type { Log } from '#src/kit/log.ts'
import type { PostOutbound } from './outbound-client.ts'

/** A private key for ES256, whose public half is published under its `kid`. */
export interface SigningKey {
  readonly kid: string
  readonly jwk: Readonly<Record<string, string>>
}

export interface NotificationSenderOptions {
  readonly post: PostOutbound
  readonly loadKey: () => Promise<SigningKey>
  readonly clock: Clock
  readonly log: Pick<Log, 'warn'>
}

export function createNotificationSender(options: NotificationSenderOptions): SendNotification {
  return async (notification) => {
    try {
      const { uri, body } = notification
      const status = await options.post({
        uri,
        body,
        headers: await buildHeaders(options, notification),
      })
      const isTaken = status >= 200 && status < 300
      return { outcome: isTaken ? 'delivered' : 'refused', answerStatus: status }
    } catch (error) {
      // One outcome for a name of our network, one that nobody has, and a closed port: the caller must not tell them apart.
      const { id, appId, uri } = notification
      const facts = { err: error, notificationId: id, appId, host: new URL(uri).host }
      options.log.warn(facts, 'a notification did not reach its address')
      return { outcome: 'not-reached' }
    }
  }
}

async function buildHeaders(
  { loadKey, clock }: NotificationSenderOptions,
  { id, uri, body }: Notification,
) {
  const head = {
    typ: 'resource-status+jws',
    iat: Math.floor(clock.now() / secondMs),
    htu: uri,
  }
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'Portico',
    'x-request-id': id,
    'x-jws-signature': signDetached(body, head, await loadKey()),
  }
}

/** @see RFC 7515 appendix F: the payload is what travels as the body, its part of the JWS is empty */
function signDetached(body: string, head: object, { kid, jwk }: SigningKey): string {
  const header = toBase64url(JSON.stringify({ alg: 'ES256', kid, ...head }))
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  const input = Buffer.from(`${header}.${toBase64url(body)}`)
  const signature = sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' })
  return `${header}..${signature.toString('base64url')}`
}

const toBase64url = (text: string) => Buffer.from(text).toString('base64url')
