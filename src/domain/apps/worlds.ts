/** Worlds as their owners see them: customers, clock, a fresh start. Exists with the sandbox role only; it makes and deletes no World. */
import type { AuditActor } from '#src/domain/audit/audit-trail.ts'
import type { Localized } from '#src/domain/catalogue/localized.ts'
import type { TestCustomer } from '#src/domain/catalogue/test-customers.ts'
import type { Endings } from '#src/domain/grants/endings.ts'
import type { BankCustomer, SimulatedBank } from '#src/connector/bank-connector.ts'
import type { Clock, EpochMs } from '#src/kit/clock.ts'
import type { WorldStore } from './app-store.ts'
import type { Apps } from './apps.ts'
import { toWorldAccounts } from './world-accounts.ts'
import type { WorldAccounts } from './world-accounts.ts'

export interface WorldView {
  /** What the World's clock shows. */
  readonly now: EpochMs
  /** By how much it is ahead of real time. */
  readonly offsetMs: number
  readonly customers: readonly WorldCustomer[]
}

export interface WorldCustomer extends Pick<BankCustomer, 'id' | 'name'>, WorldAccounts {
  /** What the customer is good for in tests. */
  readonly about: Localized
}

export interface WorldsOptions {
  readonly realm: string
  readonly simulator: SimulatedBank
  /** The pack's own, who know in both languages what they are good for. */
  readonly testCustomers: readonly TestCustomer[]
  readonly worlds: WorldStore
  readonly endings: Endings
  readonly apps: Apps
  readonly clock: Clock
}

export class Worlds {
  readonly #options: WorldsOptions

  constructor(options: WorldsOptions) {
    this.#options = options
  }

  async read(worldId: string): Promise<WorldView> {
    const { realm, simulator, testCustomers, worlds, clock } = this.#options
    const described = new Map(testCustomers.map((customer) => [customer.id, customer.about]))
    const offsetMs = await worlds.offsetOf(worldId)
    const now = clock.now() + offsetMs
    const context = { realm, worldId, nowMs: now }
    const found = await simulator.listCustomers(context)
    const customers = await Promise.all(
      found.map(async ({ id, name, about }) => {
        const accounts = await simulator.listAccounts(context, id)
        const words = described.get(id) ?? { en: about, sv: about }
        return { id, name, about: words, ...toWorldAccounts(accounts) }
      }),
    )
    return { now, offsetMs, customers }
  }

  /** Ends every consent and token in the World and sets its clock back to real time. */
  async reset(worldId: string, actor: AuditActor): Promise<void> {
    await this.#options.endings.endAccessInWorld(worldId)
    await this.#options.apps.resetWorld(worldId, actor)
  }
}
