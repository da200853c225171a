/** The apps that visitors try operations with: of the house, each with a World of its own, lent to one visitor at a time. */
import type { Transact } from '#src/domain/audit/transact.ts'
import type { App } from '#src/domain/apps/app.ts'
import type { AppStore, WorldStore } from '#src/domain/apps/app-store.ts'
import type { SubscriptionStore } from '#src/domain/apps/subscription-store.ts'
import type { Product } from '#src/domain/catalogue/products.ts'
import type { OrganisationStore } from '#src/domain/developers/organisation-store.ts'
import type { Clock } from '#src/kit/clock.ts'
import type { Random } from '#src/kit/random.ts'
import { createSecret, sha256Hex } from '#src/kit/random.ts'
import type { Visitor, VisitorSlots } from './visitor-slots.ts'

const name = 'Demo app of the portal'
/** Nothing is ever sent there: the runner reads the code out of the answer. The name can never exist. @see RFC 6761 §6.4 */
const redirectUri = 'https://console.invalid/callback'

/** Ids that no clock gives: those of other things begin with the time they were made at. */
const idOf = (kind: string, number: number) => `${kind}_${String(number).padStart(26, '0')}`

/** Whether visitors call as this app: they are strangers, so the bank must call nobody for it. */
export function isDemoApp(appId: string): boolean {
  return /^app_0{20}\d{6}$/u.test(appId)
}

export interface DemoAppDependencies {
  readonly transact: Transact<{
    apps: AppStore
    worlds: WorldStore
    organisations: OrganisationStore
    subscriptions: SubscriptionStore
  }>
  readonly products: readonly Pick<Product, 'id' | 'access' | 'isForEveryApp'>[]
  readonly apps: AppStore
  readonly slots: VisitorSlots
  readonly clock: Clock
  readonly random: Random
  readonly realm: string
  /** Ends all access in the World and starts it anew. */
  resetWorld(worldId: string): Promise<void>
}

export class DemoApp {
  readonly #deps: DemoAppDependencies
  /** Apps that have been given every product by this process. */
  readonly #hasProducts = new Set<string>()

  constructor(deps: DemoAppDependencies) {
    this.#deps = deps
  }

  /** The visitor's own for a while. Throws `console-limit-reached`. */
  async load(visitor: Visitor): Promise<App> {
    return this.#loadNumber(await this.#deps.slots.take(visitor))
  }

  /** Takes back what visitors have left or had for a day, and clears the Worlds. */
  async clearWhenDue(): Promise<void> {
    const { slots, resetWorld } = this.#deps
    await slots.clear((number) => resetWorld(idOf('world', number)))
  }

  /** Makes it at first use; of several processes that do so at once one wins and all get the same. */
  async #loadNumber(number: number): Promise<App> {
    const appId = idOf('app', number)
    const found = await this.#deps.apps.find(appId)
    if (found) {
      await this.#subscribe(found)
      return found
    }
    try {
      await this.#create(number)
    } catch (error) {
      const made = await this.#deps.apps.find(appId)
      if (!made) throw new Error('a demo app could not be made', { cause: error })
    }
    return this.#loadNumber(number)
  }

  /** To every open product, once a process: the pack may have got new ones since the app was made. */
  async #subscribe({ id: appId, realm }: App): Promise<void> {
    if (this.#hasProducts.has(appId)) return
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
    this.#hasProducts.add(appId)
  }

  async #create(number: number) {
    const { transact, clock, random, realm } = this.#deps
    const createdAt = clock.now()
    const [appId, worldId] = [idOf('app', number), idOf('world', number)]
    const organisationId = idOf('org', number)
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
      const secret = { id: idOf('secret', number), appId, secretHash, hint: '', createdAt }
      await apps.create(app, secret)
      const subject = { kind: 'app', id: appId }
      audit.record({ realm, actor: { kind: 'system' }, action: 'app.created', subject })
    })
  }
}
