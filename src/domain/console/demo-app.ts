/** The app that visitors try operations with: one of the house, with a World of its own, the same for every process. */
import type { Transact } from '#src/domain/audit/transact.ts'
import type { App } from '#src/domain/apps/app.ts'
import type { AppStore, WorldStore } from '#src/domain/apps/app-store.ts'
import type { SubscriptionStore } from '#src/domain/apps/subscription-store.ts'
import type { Product } from '#src/domain/catalogue/products.ts'
import type { OrganisationStore } from '#src/domain/developers/organisation-store.ts'
import type { Clock } from '#src/kit/clock.ts'
import { dayMs } from '#src/kit/clock.ts'
import type { Random } from '#src/kit/random.ts'
import { createSecret, sha256Hex } from '#src/kit/random.ts'

const demoId = '00000000000000000000000000'
const appId = `app_${demoId}`
const organisationId = `org_${demoId}`
const worldId = `world_${demoId}`
const name = 'Demo app of the portal'
/** Nothing is ever sent there: the runner reads the code out of the answer. The name can never exist. @see RFC 6761 §6.4 */
const redirectUri = 'https://console.invalid/callback'

export interface DemoAppDependencies {
  readonly transact: Transact<{
    apps: AppStore
    worlds: WorldStore
    organisations: OrganisationStore
    subscriptions: SubscriptionStore
  }>
  readonly products: readonly Pick<Product, 'id' | 'access' | 'isForEveryApp'>[]
  readonly apps: AppStore
  readonly worlds: WorldStore
  readonly clock: Clock
  readonly random: Random
  readonly realm: string
  /** Ends all access in the World and starts it anew. */
  resetWorld(worldId: string): Promise<void>
}

export class DemoApp {
  readonly #deps: DemoAppDependencies
  #hasProducts = false

  constructor(deps: DemoAppDependencies) {
    this.#deps = deps
  }

  /** Makes it at first use; of several processes that do so at once one wins and all get the same. */
  async load(): Promise<App> {
    const found = await this.#deps.apps.find(appId)
    if (found) {
      await this.#subscribe(found)
      return found
    }
    try {
      await this.#create()
    } catch (error) {
      const made = await this.#deps.apps.find(appId)
      if (!made) throw new Error('the demo app could not be made', { cause: error })
    }
    return this.load()
  }

  /** A fresh World once a day, whatever visitors left in it. */
  async resetWhenDue(): Promise<void> {
    const { worlds, clock } = this.#deps
    const begunAt = await worlds.begunAt(worldId)
    if (begunAt === undefined || clock.now() - begunAt < dayMs) return
    await this.#deps.resetWorld(worldId)
  }

  /** To every open product, once a process: the pack may have got new ones since the app was made. */
  async #subscribe({ realm }: App): Promise<void> {
    if (this.#hasProducts) return
    const { transact, products, clock } = this.#deps
    const open = products.filter(({ access, isForEveryApp }) => access === 'open' && !isForEveryApp)
    const createdAt = clock.now()
    await transact(async ({ subscriptions, audit }) => {
      for (const { id: productId } of open) {
        if (!(await subscriptions.add({ realm, appId, productId, createdAt }))) continue
        const subject = { kind: 'app', id: appId }
        const facts = { productId }
        audit.record({ realm, actor: { kind: 'system' }, action: 'app.subscribed', subject, facts })
      }
    })
    this.#hasProducts = true
  }

  async #create() {
    const { transact, clock, random, realm } = this.#deps
    const createdAt = clock.now()
    const app: App = {
      id: appId,
      realm,
      organisationId,
      worldId,
      name,
      type: 'web',
      redirectUris: [redirectUri],
      clientId: `portico_${Buffer.from(random.bytes(16)).toString('hex')}`,
      secretHint: '',
      createdAt,
    }
    // Nobody is shown this one: every call lends its own.
    const secretHash = sha256Hex(createSecret('portico_cs_', random))
    await transact(async ({ apps, worlds, organisations, audit }) => {
      await organisations.create({ id: organisationId, kind: 'company', name, createdAt })
      await worlds.create({ id: worldId, realm, createdAt })
      const secret = { id: `secret_${demoId}`, appId, secretHash, hint: '', createdAt }
      await apps.create(app, secret)
      const subject = { kind: 'app', id: appId }
      audit.record({ realm, actor: { kind: 'system' }, action: 'app.created', subject })
    })
  }
}
