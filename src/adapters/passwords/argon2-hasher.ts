/** Argon2id on node:crypto, a few at a time: each takes 19 MiB and a thread. It stores nothing. @see RFC 9106, OWASP Password Storage */
import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { refuse } from '#src/domain/developers/developers-errors.ts'
import type { PasswordHasher } from '#src/domain/developers/password-hasher.ts'
import type { Random } from '#src/kit/random.ts'

interface Parameters {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

const current: Parameters = { memory: 19_456, passes: 2, parallelism: 1 }
const saltBytes = 16
const tagBytes = 32
const retryAfterSeconds = 1
const concurrencyMax = 2
const queueMax = 100
const derive = promisify(argon2)

/** At most two are computed at once and a hundred wait; more are refused as `busy`. */
export function createArgon2Hasher(random: Random): PasswordHasher {
  const enter = createGate()
  const dummy = { parameters: current, salt: random.bytes(saltBytes), tag: random.bytes(tagBytes) }
  return {
    hash: (password) =>
      enter(async () => {
        const salt = random.bytes(saltBytes)
        return format(
          current,
          salt,
          await tagOf(password, salt, { ...current, tagLength: tagBytes }),
        )
      }),
    verify: (password, stored) =>
      enter(async () => {
        const own = parse(stored)
        const { parameters, salt, tag } = own ?? dummy
        const given = await tagOf(password, salt, { ...parameters, tagLength: tag.length })
        return timingSafeEqual(given, tag) && own !== undefined
      }),
  }
}

function createGate() {
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

async function tagOf(
  password: string,
  salt: Uint8Array,
  parameters: Parameters & { tagLength: number },
): Promise<Buffer> {
  return derive('argon2id', { message: Buffer.from(password), nonce: salt, ...parameters })
}

/** @see PHC string format */
function format({ memory, passes, parallelism }: Parameters, salt: Uint8Array, tag: Uint8Array) {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(tag)}`
}

/** Undefined for an empty or broken text. */
function parse(stored: string) {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/u.exec(stored)
  if (!match) return undefined
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
