/** Which API products an app has: what its developers may take at once, and what they may not. It counts and serves no calls. */
import type { AuditActor } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { Product } from '#src/domain/catalogue/products.ts'
import type { Clock } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { App } from './app.ts'
import type { AppOwner, Apps } from './apps.ts'
import type { SubscriptionStore } from './subscription-store.ts'

type SubscribableProduct = Pick<Product, 'id' | 'access' | 'isForEveryApp'>

export interface SubscriptionOptions {
  readonly transact: Transact<{ subscriptions: SubscriptionStore }>
  readonly subscriptions: SubscriptionStore
  readonly apps: Pick<Apps, 'load'>
  readonly products: readonly SubscribableProduct[]
  readonly clock: Clock
}

export class Subscriptions {
  readonly #options: SubscriptionOptions

  constructor(options: SubscriptionOptions) {
    this.#options = options
  }

  /** Does nothing when the app has the product already. Throws `app-unknown`, `product-unknown`, `product-restricted`. */
  async subscribe(owner: AppOwner, appId: string, productId: string): Promise<void> {
    const app = await this.#options.apps.load(owner, appId)
    const product = this.#find(productId)
    if (product.isForEveryApp) return
    if (product.access === 'restricted') throw new DomainError('product-restricted', { productId })
    await this.#add(app, productId, { kind: 'developer', id: owner.developerId })
  }

  /** Does nothing when the app does not have the product. Throws `app-unknown`, `product-unknown`. */
  async unsubscribe(owner: AppOwner, appId: string, productId: string): Promise<void> {
    const app = await this.#options.apps.load(owner, appId)
    this.#find(productId)
    const actor = { kind: 'developer', id: owner.developerId } as const
    await this.#options.transact(async ({ subscriptions, audit }) => {
      if (!(await subscriptions.remove(appId, productId))) return
      audit.record({ ...eventOf(app, actor, 'app.unsubscribed'), facts: { productId } })
    })
  }

  /** Ids of the products that apps have subscribed to, by app. */
  listOfApps(appIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.#options.subscriptions.listOfApps(appIds)
  }

  /** Whoever decides, a developer or later the bank's reviewer, the same change is made and audited. */
  async #add(app: App, productId: string, actor: AuditActor): Promise<void> {
    const { realm, id: appId } = app
    const createdAt = this.#options.clock.now()
    await this.#options.transact(async ({ subscriptions, audit }) => {
      if (!(await subscriptions.add({ realm, appId, productId, createdAt }))) return
      audit.record({ ...eventOf(app, actor, 'app.subscribed'), facts: { productId } })
    })
  }

  #find(productId: string): SubscribableProduct {
    const product = this.#options.products.find(({ id }) => id === productId)
    if (!product) throw new DomainError('product-unknown')
    return product
  }
}

function eventOf(app: App, actor: AuditActor, action: string) {
  return { realm: app.realm, actor, action, subject: { kind: 'app', id: app.id } } as const
}
