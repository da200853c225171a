/**
 * Translates between the protocol library's adapter and the artifact store, at the boundary of two clocks:
 * the library lives on the machine's clock, stored times are on the clock of the app's World.
 */
import { errors } from 'oidc-provider'
import Provider from 'oidc-provider'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { FoundArtifact, RefreshFamily } from '#src/domain/grants/oauth-artifact-store.ts'
import { secondMs } from '#src/kit/clock.ts'
import { sha256Hex } from '#src/kit/random.ts'
import type { OauthApp, OauthServices } from './oauth-services.ts'
import { shownSecret } from './shown-secret.ts'

/** How long a used refresh token still yields a pair, for a client whose answer got lost. */
const refreshGraceMs = 60 * secondMs
/** @see CIBA 1.0 §10.1 */
export const backchannelGrant = 'urn:openid:params:grant-type:ciba'

const accessTokens = new Set(['AccessToken', 'ClientCredentials'])

const clockFields = ['iat', 'exp', 'iiat'] as const

/** Moves the payload's times (epoch seconds) by an offset in milliseconds. */
function shift(payload: AdapterPayload, offsetMs: number): AdapterPayload {
  const shifted = { ...payload }
  for (const field of clockFields) {
    const value = payload[field]
    if (typeof value === 'number') shifted[field] = value + Math.round(offsetMs / secondMs)
  }
  return shifted
}

function clientIdOf(payload: AdapterPayload): string | undefined {
  const fromParams = payload.params?.['client_id']
  return payload.clientId ?? (typeof fromParams === 'string' ? fromParams : undefined)
}

/** Keeps codes, tokens and interactions. */
export class ArtifactAdapter implements Adapter {
  readonly #kind: string
  readonly #services: OauthServices

  constructor(kind: string, services: OauthServices) {
    this.#kind = kind
    this.#services = services
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const clientId = clientIdOf(payload)
    const app = clientId === undefined ? undefined : await this.#services.findApp(clientId)
    const offsetMs = app?.clockOffsetMs ?? 0
    const now = this.#services.clock.now() + offsetMs
    const { jti: _jti, ...stored } = shift(payload, offsetMs)
    const secretId = accessTokens.has(this.#kind) ? shownSecret() : undefined
    await this.#services.artifacts.save({
      ...this.#key(id),
      ...(secretId === undefined ? {} : { secretId }),
      ...belonging(payload, app),
      payload: stored,
      rotations: payload.rotations ?? 0,
      createdAt: now,
      ...(expiresIn === undefined ? {} : { expiresAt: now + expiresIn * secondMs }),
    })
    // Revoked since it was compared: what its end has not taken along must not be handed out.
    if (secretId === undefined || !(await this.#services.isSecretRevoked(secretId))) return
    await this.destroy(id)
    throw new errors.InvalidClient('the Client Secret has been revoked')
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const found = await this.#services.artifacts.find(this.#key(id))
    if (!found || !this.#isAlive(found)) return undefined
    const payload = { ...shift(found.payload, -found.clockOffsetMs), jti: id }
    const isUsable = this.#isRefresh() ? await this.#mayGoOn(found) : found.consumedAt === undefined
    if (isUsable) return payload
    const now = this.#services.clock.now() + found.clockOffsetMs
    return { ...payload, consumed: Math.floor((found.consumedAt ?? now) / secondMs) }
  }

  async consume(id: string): Promise<void> {
    const found = await this.#services.artifacts.find(this.#key(id))
    if (this.#isRefresh() && found) await this.#takeLine(found)
    const now = this.#services.clock.now() + (found?.clockOffsetMs ?? 0)
    const isFirst = await this.#services.artifacts.consume(this.#key(id), now)
    // Two exchanges of one code at the same time: the second one must not get tokens (RFC 6749 §4.1.2).
    if (!isFirst && !this.#isRefresh()) throw new errors.InvalidGrant('already consumed')
  }

  async destroy(id: string): Promise<void> {
    await this.#services.artifacts.destroy(this.#key(id))
  }

  /**
   * Revoking an access token ends that token alone (RFC 7009 §2.1), and a poll that comes twice is no replay of a code out
   * of a browser; everything else ends the grant.
   */
  async revokeByGrantId(grantId: string): Promise<void> {
    const oidc = Provider.ctx?.oidc
    if (oidc?.params?.['grant_type'] === backchannelGrant) return
    const isRevocation = oidc?.route === 'revocation'
    if (isRevocation && oidc?.entities['AccessToken']) return
    await this.#services.endGrant(grantId, isRevocation ? 'revoked-by-app' : 'token-replayed')
  }

  findByUid(): Promise<undefined> {
    return Promise.resolve(undefined)
  }

  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined)
  }

  #key(id: string) {
    return { realm: this.#services.realm, kind: this.#kind, idHash: sha256Hex(id) }
  }

  #isAlive(found: FoundArtifact): boolean {
    if (found.isAppDeleted) return false
    if (found.grantId === undefined) return true
    const now = this.#services.clock.now() + found.clockOffsetMs
    const { grant } = found
    return (
      grant !== undefined &&
      !grant.isEnded &&
      grant.isConsentValid &&
      now < grant.consentValidUntilMs
    )
  }

  #isRefresh(): boolean {
    return this.#kind === 'RefreshToken'
  }

  /**
   * A refresh token works until it has been used, and for the grace after that, as long as neither a successor nor a
   * sibling from the same rotation has been used: then two hold the family, and it ends.
   */
  async #mayGoOn(found: FoundArtifact): Promise<boolean> {
    const now = this.#services.clock.now() + found.clockOffsetMs
    if (found.consumedAt !== undefined && now - found.consumedAt > refreshGraceMs) return false
    const family = familyOf(found)
    const line = family && (await this.#services.artifacts.findRefreshLine(family))
    if (!line || line.rotations < found.rotations) return true
    return line.rotations === found.rotations && line.idHash === found.idHash
  }

  /** What `find` saw may be over by now: of two lines at the same time one goes on, and then the family ends. */
  async #takeLine(found: FoundArtifact): Promise<void> {
    const family = familyOf(found)
    if (!family) return
    const { rotations, idHash, expiresAt = Number.MAX_SAFE_INTEGER } = found
    const use = { rotations, idHash, expiresAt }
    if (await this.#services.artifacts.takeRefreshLine(family, use)) return
    await this.#services.endGrant(family.grantId, 'token-replayed')
    throw new errors.InvalidGrant('refresh token already used')
  }
}

/** Both stay the same through all rotations; the time is on the World's clock, as stored. */
function familyOf({ grantId, payload }: FoundArtifact): RefreshFamily | undefined {
  if (grantId === undefined) return undefined
  return { grantId, family: JSON.stringify([payload['sessionUid'], payload['iiat']]) }
}

function belonging(payload: AdapterPayload, app: OauthApp | undefined) {
  return {
    ...(payload.grantId === undefined ? {} : { grantId: payload.grantId }),
    ...(app === undefined ? {} : { worldId: app.worldId, appId: app.id }),
  }
}
