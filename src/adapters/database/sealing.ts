/** Sealing with the installation's secret or a key that it wraps: AES-256-GCM. It knows neither store nor file. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Hidden } from '#src/kit/hidden.ts'
import type { Random } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const version = 'v1'

/** The key for one purpose; different purposes never share a key. @see RFC 5869 §3.2 */
export function deriveKey(secret: Hidden, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret.reveal(), '', `portico ${purpose}`, keyBytes))
}

/** Seals the text for a place (additional data): what is moved to another place does not open. */
export function sealText(text: string, place: string, { key, random }: SealingKey): string {
  const nonce = random.bytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([
    nonce,
    cipher.update(text, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return `${version}.${sealed.toString('base64url')}`
}

export interface SealingKey {
  readonly key: Uint8Array
  readonly random: Random
}

/** Opens what was sealed for that place; refuses when the secret is another one or the text was touched. */
export function openText(sealed: string, place: string, key: Uint8Array): string {
  try {
    const bytes = Buffer.from(sealed.slice(version.length + 1), 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-tagBytes))
    const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch (error) {
    throw unfitSecret(error)
  }
}

export function unfitSecret(cause?: unknown): RefusedError {
  return new RefusedError(
    'PORTICO_SECRET does not fit this store: the keys in it were sealed with another secret. ' +
      'Start with the secret of the first start, or of its last change ' +
      '(without PORTICO_SECRET it is the file "secret" in the data directory).',
    { cause },
  )
}
