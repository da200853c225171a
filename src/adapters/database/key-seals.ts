/**
 * How keys are sealed in the store. At first each is sealed with a key derived from the secret. Changing the secret
 * puts a master key between: the keys are sealed with it, and it is wrapped once for each secret that may open the
 * store. So two secrets fit while processes change from one to the other.
 */
import type { Clock } from '#src/kit/clock.ts'
import type { Hidden } from '#src/kit/hidden.ts'
import { createId } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import { deriveKey, openText, sealText, unfitSecret } from './sealing.ts'
import type { KeyPlace, KeyStore } from './stores/key-store.ts'

/** Where wrapped master keys lie; each is named after itself and the secret that opens it. */
export const masterRealm = 'master-keys'

const masterBytes = 32
const slotLength = 16
const underMaster = /^(master_[0-9a-z]+):(.+)$/u

export interface KeySeals {
  /** Opens a sealed key. Throws a RefusedError when the secret does not fit. */
  open(sealed: string, place: KeyPlace): Promise<string>
  /** Seals a key with the newest master key, or with the secret itself when there is none. Throws when the secret does not open it. */
  seal(text: string, place: KeyPlace): Promise<string>
  /** False when another master key has come since it was sealed. */
  isNewest(sealed: string): Promise<boolean>
}

interface SealOptions {
  readonly store: KeyStore
  readonly secret: Hidden
  readonly random: Random
}

export function createKeySeals({ store, secret, random }: SealOptions): KeySeals {
  const derived = deriveKey(secret, 'sealed keys')
  const slot = slotOf(secret)
  /** A process that has opened a master key once goes on with it. */
  const masters = new Map<string, Uint8Array>()
  const openMaster = async (id: string): Promise<Uint8Array> => {
    const known = masters.get(id)
    if (known) return known
    const place = wrapPlaceOf(id, slot)
    const wrapped = await store.find(place)
    if (wrapped === undefined) throw unfitSecret()
    const master = new Uint8Array(
      Buffer.from(openText(wrapped, toText(place), wrappingKeyOf(secret)), 'base64url'),
    )
    masters.set(id, master)
    return master
  }
  /** Of all, whoever may open them: nobody may seal with less than the newest, least of all a process left behind. */
  const findNewest = async () =>
    (await store.listNames(masterRealm)).map(masterOfName).toSorted().at(-1)
  return {
    async open(sealed, place) {
      const [, id, text = ''] = underMaster.exec(sealed) ?? []
      if (id === undefined) return openText(sealed, toText(place), derived)
      return openText(text, toText(place), await openMaster(id))
    },
    async seal(text, place) {
      const id = await findNewest()
      if (id === undefined) return sealText(text, toText(place), { key: derived, random })
      return `${id}:${sealText(text, toText(place), { key: await openMaster(id), random })}`
    },
    async isNewest(sealed) {
      return underMaster.exec(sealed)?.[1] === (await findNewest())
    },
  }
}

/** Makes a master key and wraps it for each of the secrets. */
export async function addMaster(options: {
  readonly store: KeyStore
  readonly secrets: readonly Hidden[]
  readonly clock: Clock
  readonly random: Random
}): Promise<void> {
  const { store, secrets, clock, random } = options
  const now = clock.now()
  const id = createId('master', now, random)
  const text = Buffer.from(random.bytes(masterBytes)).toString('base64url')
  for (const secret of secrets) {
    const place = wrapPlaceOf(id, slotOf(secret))
    const sealing = { key: wrappingKeyOf(secret), random }
    await store.add(place, sealText(text, toText(place), sealing), now)
  }
}

/** Names a secret without telling it. */
export function slotOf(secret: Hidden): string {
  return Buffer.from(deriveKey(secret, 'name of a secret')).toString('hex').slice(0, slotLength)
}

/** The secret's name in the name of a wrapped master key. */
export function slotOfName(name: string): string {
  return name.slice(name.indexOf('/') + 1)
}

/** The master key's own name in the name of a wrapped one. */
export function masterOfName(name: string): string {
  return name.slice(0, name.indexOf('/'))
}

function wrapPlaceOf(id: string, slot: string): KeyPlace {
  return { realm: masterRealm, name: `${id}/${slot}` }
}

function wrappingKeyOf(secret: Hidden): Uint8Array {
  return deriveKey(secret, 'master keys')
}

function toText({ realm, name }: KeyPlace): string {
  return JSON.stringify([realm, name])
}
