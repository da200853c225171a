/** Where the authorization server's short and long-lived artifacts are kept: codes, tokens, interactions. Ids are stored as SHA-256 only. */
import type { EpochMs } from '#src/kit/clock.ts'

/** One artifact. Times are on the clock of its World, or the machine's when it has none. */
export interface OauthArtifact {
  readonly realm: string
  /** Model name of the protocol library, for instance AccessToken. */
  readonly kind: string
  readonly idHash: string
  readonly grantId?: string
  readonly worldId?: string
  readonly appId?: string
  /** The Client Secret that was shown for it. */
  readonly secretId?: string
  readonly payload: Readonly<Record<string, unknown>>
  /** How many times the refresh token's family had been rotated when this one was issued. */
  readonly rotations: number
  readonly createdAt: EpochMs
  readonly expiresAt?: EpochMs
}

/** An artifact as found, with what decides whether it still counts. */
export interface FoundArtifact extends OauthArtifact {
  readonly consumedAt?: EpochMs
  /** Offset of its World's clock from the machine's; 0 without a World. */
  readonly clockOffsetMs: number
  /** Facts of the grant behind it; undefined when it belongs to none. */
  readonly grant?: {
    readonly isEnded: boolean
    readonly isConsentValid: boolean
    readonly consentValidUntilMs: EpochMs
  }
  readonly isAppDeleted: boolean
}

/** Names one artifact. */
export type ArtifactKey = Pick<OauthArtifact, 'realm' | 'kind' | 'idHash'>

/** All refresh tokens that came from one authorisation of a grant. */
export interface RefreshFamily {
  readonly grantId: string
  readonly family: string
}

/** A use of a refresh token: which rotation of its family, and which token of the several that a rotation may yield. */
export interface RefreshUse {
  readonly rotations: number
  readonly idHash: string
}

export interface OauthArtifactStore {
  /** Creates or replaces; a mark of consumption stays. */
  save(artifact: OauthArtifact): Promise<void>
  find(key: ArtifactKey): Promise<FoundArtifact | undefined>
  /** Marks as used; false when it had been used already. */
  consume(key: ArtifactKey, at: EpochMs): Promise<boolean>
  /** The refresh token of the family that was used last. */
  findRefreshLine(family: RefreshFamily): Promise<RefreshUse | undefined>
  /**
   * Records the use of a refresh token in one statement; false when a successor or a sibling of it was used before,
   * in whichever process. Using the same token again is no other use.
   */
  takeRefreshLine(family: RefreshFamily, use: RefreshUse & { expiresAt: EpochMs }): Promise<boolean>
  destroy(key: ArtifactKey): Promise<void>
  /** The access tokens issued to who showed this secret. */
  destroyIssuedTo(secretId: string): Promise<void>
  /** Deletes artifacts that ran out before the instant; the number deleted. */
  deleteExpired(before: EpochMs): Promise<number>
}
