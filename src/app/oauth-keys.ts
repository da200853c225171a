/** The authorization server's keys: made at the first start, sealed in the store, shared by all processes. */
import { createHmac, generateKeyPairSync } from 'node:crypto'
import type { SealedKeys } from '#src/adapters/database/sealed-keys.ts'
import type { Random } from '#src/kit/random.ts'
import { createSecret, sha256Hex } from '#src/kit/random.ts'

export interface OauthKeys {
  readonly jwks: { readonly keys: readonly object[] }
  readonly cookieKeys: readonly string[]
  /** A name for a customer that differs from app to app and cannot be turned back. */
  subjectOf(appId: string, psuId: string): string
}

const keyIdLength = 16

/** Loads the keys of a realm. */
export async function loadOauthKeys(
  keys: SealedKeys,
  realm: string,
  random: Random,
): Promise<OauthKeys> {
  const signing = await keys.loadOrCreateKey(realm, 'oauth-signing', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    return Promise.resolve(JSON.stringify(privateKey.export({ format: 'jwk' })))
  })
  const makeSecret = () => Promise.resolve(createSecret('', random))
  const cookieKey = await keys.loadOrCreateKey(realm, 'oauth-cookies', makeSecret)
  const subjectKey = await keys.loadOrCreateKey(realm, 'oauth-subjects', makeSecret)
  // Written by the line above alone.
  const jwk = JSON.parse(signing) as Record<string, string>
  const kid = sha256Hex(`${jwk['x']}.${jwk['y']}`).slice(0, keyIdLength)
  return {
    jwks: { keys: [{ ...jwk, use: 'sig', alg: 'ES256', kid }] },
    cookieKeys: [cookieKey],
    subjectOf: (appId, psuId) =>
      createHmac('sha256', subjectKey).update(`${appId}\n${psuId}`).digest('base64url'),
  }
}
