/** The file that holds the secret of an embedded store when no setting gives one. It never replaces a secret that is there unless told to. */
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Hidden } from '#src/kit/hidden.ts'
import { systemRandom } from '#src/kit/random.ts'

const secretBytes = 48
const ownerOnly = 0o600

export function secretFileOf(directory: string): string {
  return join(directory, 'secret')
}

/** The secret in the file; undefined when there is none. */
export function readSecretFile(directory: string): Hidden | undefined {
  try {
    const text = readFileSync(secretFileOf(directory), 'utf8').trim()
    return text === '' ? undefined : new Hidden(text)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** A secret that nobody can guess. */
export function inventSecret(): Hidden {
  return new Hidden(Buffer.from(systemRandom.bytes(secretBytes)).toString('base64url'))
}

/** Written beside and then linked: of two first starts one wins, and nobody ever reads half a secret. */
export function loadOrMakeSecretFile(directory: string): Hidden {
  const existing = readSecretFile(directory)
  if (existing) return existing
  const file = secretFileOf(directory)
  const draft = writeDraft(file, inventSecret())
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  syncDirectory(directory)
  const made = readSecretFile(directory)
  if (!made) throw new Error(`${file} is empty`)
  return made
}

/** Puts another secret in the place of the one in the file, whole or not at all. */
export function replaceSecretFile(directory: string, secret: Hidden): void {
  const file = secretFileOf(directory)
  renameSync(writeDraft(file, secret), file)
  syncDirectory(directory)
}

function writeDraft(file: string, secret: Hidden): string {
  const draft = `${file}.${systemRandom.uuid()}`
  const handle = openSync(draft, 'wx', ownerOnly)
  writeSync(handle, `${secret.reveal()}\n`)
  fsyncSync(handle)
  closeSync(handle)
  return draft
}

/** The name of a new file survives power loss only once its directory is written. */
function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
