/** The authorization server's keys: made at the first start, sealed in the store, followed by others in time, shared by all processes. */
import { createHmac, generateKeyPairSync } from 'node:crypto'
import type { SealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { dayMs, minuteMs, secondMs } from '#src/kit/clock.ts'
import type { Clock, EpochMs } from '#src/kit/clock.ts'
import { findNext, followBy, listKnown, parseRing, writeRing } from '#src/kit/key-ring.ts'
import type { Overlap, RingKey } from '#src/kit/key-ring.ts'
import type { Random } from '#src/kit/random.ts'
import { createSecret, sha256Hex } from '#src/kit/random.ts'

/** A private key for ES256 as a JWK. */
export type SigningJwk = Readonly<Record<string, string>> & { readonly kid: string }

/** What is in force at a moment; the same object until something changes. */
export interface KeysInForce {
  /** The one that signs comes first; the others are published with it. */
  readonly jwks: { readonly keys: readonly SigningJwk[] }
  /** The one that signs comes first. */
  readonly cookieKeys: readonly string[]
}

export interface OauthKeys {
  /** Reads anew what another process may have changed, when the last look is a few seconds old. */
  load(): Promise<KeysInForce>
  /** As of the last look; `load` has been called before. */
  inForce(): KeysInForce
  /** Lets others follow keys in use for longer than that, and answers whether it did; of two processes one does it. */
  followOld(ageMaxMs: number): Promise<boolean>
  /** A name for a customer that differs from app to app and cannot be turned back. */
  subjectOf(appId: string, psuId: string): string
}

const signingName = 'oauth-signing'
const cookieName = 'oauth-cookies'
const subjectName = 'oauth-subjects'
const keyIdLength = 16
const lookAgainMs = 10 * secondMs

/** Whoever keeps a copy of the published keys has a day to see the next one; what the former one signed lives an hour at most. */
const signingOverlap: Overlap = { leadMs: dayMs, afterlifeMs: dayMs }
/** Long enough for every process to look, and for every customer who is under way. */
const cookieOverlap: Overlap = { leadMs: minuteMs, afterlifeMs: dayMs }
/** For keys that somebody else may have. */
const leakedOverlap: Overlap = { leadMs: minuteMs, afterlifeMs: 0 }

interface KeyGround {
  readonly keys: SealedKeys
  readonly realm: string
  readonly clock: Clock
  readonly random: Random
}

interface Rings {
  readonly signing: readonly RingKey[]
  readonly cookies: readonly RingKey[]
}

/** The keys of a realm, as a process uses them. */
export function createOauthKeys(ground: KeyGround): OauthKeys {
  const { clock } = ground
  let rings: Rings | undefined
  let subjectKey = ''
  let looked: Promise<void> | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  let shown: { readonly name: string; readonly inForce: KeysInForce } | undefined

  const look = async () => {
    try {
      subjectKey ||= await loadSubjectKey(ground)
      rings = await loadRings(ground)
      lookedAt = clock.now()
    } catch (error) {
      // While the store is away, what has been read goes on.
      if (!rings) throw error
    }
  }
  const inForce = (): KeysInForce => {
    if (!rings) throw new Error('the keys have not been loaded')
    const now = clock.now()
    const signing = listKnown(rings.signing, now).map(({ text }) => text)
    const cookies = listKnown(rings.cookies, now).map(({ text }) => text)
    const name = JSON.stringify([signing, cookies])
    if (shown?.name !== name) {
      const keys = signing.map(toJwk)
      shown = { name, inForce: { jwks: { keys }, cookieKeys: cookies } }
    }
    return shown.inForce
  }
  return {
    async load() {
      if (Math.abs(clock.now() - lookedAt) >= lookAgainMs)
        await (looked ??= look().finally(() => (looked = undefined)))
      return inForce()
    },
    inForce,
    followOld: (ageMaxMs) => rotateOldOauthKeys(ground, ageMaxMs),
    subjectOf: (appId, psuId) =>
      createHmac('sha256', subjectKey).update(`${appId}\n${psuId}`).digest('base64url'),
  }
}

async function loadRings({ keys, realm, clock, random }: KeyGround): Promise<Rings> {
  const begin = async (text: Promise<string>) =>
    writeRing([{ text: await text, usedFrom: clock.now() }])
  const load = (name: string, make: () => Promise<string>) =>
    keys.loadOrCreateKey(realm, name, () => begin(make()))
  const signing = await load(signingName, makeSigningKey)
  const cookies = await load(cookieName, () => makeSecret(random))
  return { signing: parseRing(signing), cookies: parseRing(cookies) }
}

/** It names customers to apps, so it never changes. */
function loadSubjectKey({ keys, realm, random }: KeyGround): Promise<string> {
  return keys.loadOrCreateKey(realm, subjectName, () => makeSecret(random))
}

const makeSecret = (random: Random) => Promise.resolve(createSecret('', random))

function makeSigningKey(): Promise<string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return Promise.resolve(JSON.stringify(privateKey.export({ format: 'jwk' })))
}

function toJwk(text: string): SigningJwk {
  const jwk = JSON.parse(text) as Record<string, string> // written by `makeSigningKey` alone
  const kid = sha256Hex(`${jwk['x']}.${jwk['y']}`).slice(0, keyIdLength)
  return { ...jwk, use: 'sig', alg: 'ES256', kid }
}

/** A key of the authorization server as an operator sees it. */
export interface KeyPlan {
  readonly kid: string
  readonly usedFrom: EpochMs
  readonly endsAt: EpochMs | undefined
}

/**
 * Lets other keys follow those that sign tokens, notifications and cookies. A leaked key is gone a minute later, and
 * with it what it signed. Answers undefined when a key waits for its use already, which only a leak may overtake.
 */
export async function rotateOauthKeys(
  ground: KeyGround,
  { isLeaked }: { readonly isLeaked: boolean },
): Promise<readonly KeyPlan[] | undefined> {
  const { keys, realm, clock, random } = ground
  const now = clock.now()
  const { signing } = await loadRings(ground)
  if (!isLeaked && findNext(signing, now)) return undefined
  const nextKey = await makeSigningKey()
  const nextSecret = await makeSecret(random)
  const follow = (name: string, text: string, overlap: Overlap) =>
    keys.loadOrRenewKey(realm, name, (current = text) => {
      const ring = parseRing(current)
      const isWaiting = !isLeaked && findNext(ring, now) !== undefined
      return Promise.resolve(
        isWaiting ? current : writeRing(followBy(ring, text, { now, ...overlap })),
      )
    })
  await follow(signingName, nextKey, isLeaked ? leakedOverlap : signingOverlap)
  await follow(cookieName, nextSecret, isLeaked ? leakedOverlap : cookieOverlap)
  return listOauthKeys(ground)
}

async function rotateOldOauthKeys(ground: KeyGround, ageMaxMs: number): Promise<boolean> {
  const now = ground.clock.now()
  const { signing } = await loadRings(ground)
  const [current] = listKnown(signing, now)
  const isOld = current !== undefined && now - current.usedFrom > ageMaxMs
  if (!isOld || findNext(signing, now)) return false
  return (await rotateOauthKeys(ground, { isLeaked: false })) !== undefined
}

/** The keys that are published, the one in use first. */
export async function listOauthKeys(ground: KeyGround): Promise<readonly KeyPlan[]> {
  const { signing } = await loadRings(ground)
  return listKnown(signing, ground.clock.now()).map(({ text, usedFrom, endsAt }) => ({
    kid: toJwk(text).kid,
    usedFrom,
    endsAt,
  }))
}
