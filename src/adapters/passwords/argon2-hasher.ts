/** Argon2id on node:crypto, a few at a time: each takes 19 MiB and a thread. It stores nothing. @see RFC 9106, OWASP Password Storage */
import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { refuse } from '#src/domain/developers/developers-errors.ts'
import type { PasswordHasher } from '#src/domain/developers/password-hasher.ts'
import type { Random } from '#src/kit/random.ts'

export interface Argon2Options {
  readonly random: Random
  /** How many are computed at once. */
  readonly concurrencyMax?: number
  /** How many may wait; more are refused as `busy`. */
  readonly queueMax?: number
}

interface Parameters {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

const current: Parameters = { memory: 19_456, passes: 2, parallelism: 1 }
const saltBytes = 16
const tagBytes = 32
const retryAfterSeconds = 2
const derive = promisify(argon2)

export function createArgon2Hasher(options: Argon2Options): PasswordHasher {
  const { random, concurrencyMax = 2, queueMax = 32 } = options
  const enter = createGate(concurrencyMax, queueMax)
  const dummy = format(current, random.bytes(saltBytes), random.bytes(tagBytes))
  return {
    hash: (password) =>
      enter(async () => {
        const salt = random.bytes(saltBytes)
        return format(current, salt, await tagOf(password, salt, current))
      }),
    verify: (password, stored) =>
      enter(async () => {
        const { parameters, salt, tag } = parse(stored ?? dummy)
        const given = await tagOf(password, salt, parameters)
        return timingSafeEqual(given, tag) && stored !== undefined
      }),
  }
}

function createGate(concurrencyMax: number, queueMax: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running < concurrencyMax) running += 1
    else {
      if (waiting.length >= queueMax) throw refuse('busy', { retryAfterSeconds })
      // Whoever leaves hands its place on, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

async function tagOf(password: string, salt: Uint8Array, parameters: Parameters): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'))
  return derive('argon2id', { message, nonce: salt, tagLength: tagBytes, ...parameters })
}

/** The PHC string format. */
function format({ memory, passes, parallelism }: Parameters, salt: Uint8Array, tag: Uint8Array) {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(tag)}`
}

function parse(stored: string) {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/u.exec(stored)
  if (!match) throw new Error('a stored password hash is not one of ours')
  const [, memory, passes, parallelism, salt = '', tag = ''] = match
  return {
    parameters: {
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
    },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}
