/** Unpredictable values for ids and secrets, from the operating system's generator. */
import { hash, randomBytes, randomFillSync, randomUUID } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Source of unpredictable values; tests hand in a seeded one. */
export interface Random {
  bytes(length: number): Uint8Array
  uuid(): string
}

export const systemRandom: Random = {
  bytes: takeBytes,
  uuid: () => randomUUID(),
}

/** Random bytes in advance: asking the generator costs the same for many as for few. */
const reserve = Buffer.alloc(4_096)
const takenAtOnceMax = 64
let taken = reserve.length

/** Every byte is handed out once and leaves nothing behind. */
function takeBytes(length: number): Uint8Array {
  if (length > takenAtOnceMax) return randomBytes(length)
  if (taken + length > reserve.length) {
    randomFillSync(reserve)
    taken = 0
  }
  const bytes = Uint8Array.from(reserve.subarray(taken, taken + length))
  reserve.fill(0, taken, taken + length)
  taken += length
  return bytes
}

/** A sortable id: prefix, time in 10 and randomness in 16 Crockford base-32 characters (80 random bits). */
export function createId(prefix: string, nowMs: number, random: Random): string {
  let time = ''
  let rest = nowMs
  for (let index = 0; index < 10; index += 1) {
    time = alphabet.charAt(rest % 32) + time
    rest = Math.floor(rest / 32)
  }
  let tail = ''
  for (const byte of random.bytes(16)) tail += alphabet.charAt(byte & 31)
  return `${prefix}_${(time + tail).toLowerCase()}`
}

/** A secret of 256 random bits as base64url, with a prefix that secret scanners can recognise. */
export function createSecret(prefix: string, random: Random): string {
  return `${prefix}${Buffer.from(random.bytes(32)).toString('base64url')}`
}

/** SHA-256 as lower-case hex: how high-entropy secrets and tokens are stored. */
export function sha256Hex(value: string): string {
  return hash('sha256', value, 'hex')
}
