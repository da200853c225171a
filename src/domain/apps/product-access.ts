/** What a product's door must know of a caller: the token an app got for itself, its subscription, its calls of the day. It decides nothing. */
import type { EpochMs } from '#src/kit/clock.ts'

/** Times are on the clock of the app's World. */
export interface ProductTokenFacts {
  readonly tokenExpiresAtMs: EpochMs
  readonly scope: string
  readonly appId: string
  readonly isAppDeleted: boolean
  readonly organisationId: string
  readonly worldId: string
  readonly clockOffsetMs: number
  /** Whether the app has the product that was asked for. */
  readonly isSubscribed: boolean
}

export interface ProductAccessStore {
  /** By the token's SHA-256 (hex), in one look-up; undefined when no such token was issued in the realm. */
  findFacts(key: {
    readonly realm: string
    readonly tokenHash: string
    readonly productId: string
  }): Promise<ProductTokenFacts | undefined>
  /** Counts one call and answers how many there are on that day (YYYY-MM-DD), this one included. */
  countCall(key: {
    readonly appId: string
    readonly productId: string
    readonly day: string
  }): Promise<number>
  /** Forgets the days before; answers how many rows went. */
  deleteCallsBefore(day: string): Promise<number>
}
