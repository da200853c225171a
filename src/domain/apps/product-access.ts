/** What a product's door must know of a caller: the token an app got for itself, its subscription, its calls of the day. It decides nothing. */
import type { TokenFacts, TokenStore } from '#src/domain/access/presented-access.ts'

export interface ProductTokenFacts extends TokenFacts {
  readonly organisationId: string
  readonly worldId: string
  /** Whether the app has the product that was asked for. */
  readonly isSubscribed: boolean
}

export interface ProductAccessStore {
  /** Tokens with what they mean for one product, in one look-up each. */
  tokensFor(productId: string): TokenStore<ProductTokenFacts>
  /** Counts one call and answers how many there are on that day (YYYY-MM-DD), this one included. */
  countCall(key: {
    readonly appId: string
    readonly productId: string
    readonly day: string
  }): Promise<number>
  /** Forgets the days before; answers how many rows went. */
  deleteCallsBefore(day: string): Promise<number>
}
