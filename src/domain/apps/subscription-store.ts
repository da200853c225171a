/** Where is kept which app has subscribed to which API product. It decides nothing. */
import type { EpochMs } from '#src/kit/clock.ts'

export interface Subscription {
  readonly realm: string
  readonly appId: string
  readonly productId: string
  readonly createdAt: EpochMs
}

export interface SubscriptionStore {
  /** False when the app had it already. */
  add(subscription: Subscription): Promise<boolean>
  /** False when the app did not have it. */
  remove(appId: string, productId: string): Promise<boolean>
  removeAllOf(appId: string): Promise<void>
  /** Ids of products by app, oldest first; an app without any is not in the map. */
  listOfApps(appIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
}
