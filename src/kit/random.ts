/** Unpredictable values for ids and secrets, from the operating system's generator. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Source of unpredictable values; tests hand in a seeded one. */
export interface Random {
  bytes(length: number): Uint8Array
  uuid(): string
}

export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
}

/** A sortable id: prefix, time in 10 and randomness in 16 Crockford base-32 characters (80 random bits). */
export function createId(prefix: string, nowMs: number, random: Random): string {
  let time = ''
  let rest = nowMs
  for (let index = 0; index < 10; index += 1) {
    time = alphabet.charAt(rest % 32) + time
    rest = Math.floor(rest / 32)
  }
  const tail = Array.from(random.bytes(16), (byte) => alphabet.charAt(byte & 31)).join('')
  return `${prefix}_${(time + tail).toLowerCase()}`
}

/** A secret of 256 random bits as base64url, with a prefix that secret scanners can recognise. */
export function createSecret(prefix: string, random: Random): string {
  return `${prefix}${Buffer.from(random.bytes(32)).toString('base64url')}`
}

/** SHA-256 as lower-case hex: how high-entropy secrets and tokens are stored. */
export function sha256Hex(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}
