/** Apps and their credentials: make, rename, delete, authenticate. What an app was given by customers is another room's. */
import type { AttemptCounts } from '#src/domain/audit/attempt-counts.ts'
import type { AuditActor } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { Clock } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Random } from '#src/kit/random.ts'
import { createId } from '#src/kit/random.ts'
import type { App, AppType } from './app.ts'
import type { AppStore, SecretStore, WorldStore } from './app-store.ts'
import { findSecret, mintSecret } from './client-secrets.ts'
import { findRedirectUriFault } from './redirect-uri.ts'
import type { SubscriptionStore } from './subscription-store.ts'

const appsMax = 50
const nameLengthMax = 100
const clientIdBytes = 16

export interface AppDependencies {
  readonly transact: Transact<{
    apps: AppStore
    secrets: SecretStore
    worlds: WorldStore
    subscriptions: SubscriptionStore
  }>
  readonly apps: AppStore
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly random: Random
  readonly realm: string
  readonly attempts: Pick<AttemptCounts, 'note'>
  /** Ends what customers gave to the app; done before the app goes, so that nothing outlives it. */
  readonly endAccessOfApp: (appId: string) => Promise<void>
}

/** Who acts, and for which organisations. */
export interface AppOwner {
  readonly developerId: string
  readonly organisationIds: readonly string[]
}

export interface NewApp {
  readonly name: string
  readonly type: AppType
  readonly redirectUris: readonly string[]
}

export class Apps {
  readonly #deps: AppDependencies

  constructor(deps: AppDependencies) {
    this.#deps = deps
  }

  /** Makes an app with its World. The secret is in this answer only. Throws `app-name-invalid`, `redirect-uri-invalid`, `too-many-apps`. */
  async create(owner: AppOwner, input: NewApp): Promise<{ app: App; clientSecret: string }> {
    const name = parseName(input.name)
    assertRedirectUris(input.redirectUris)
    const [organisationId = ''] = owner.organisationIds
    const { clock, random, realm } = this.#deps
    const now = clock.now()
    const id = createId('app', now, random)
    const { clientSecret, row } = mintSecret(id, { now, random })
    const app: App = {
      id,
      realm,
      organisationId,
      worldId: createId('world', now, random),
      name,
      type: input.type,
      redirectUris: [...input.redirectUris],
      clientId: `portico_${Buffer.from(random.bytes(clientIdBytes)).toString('hex')}`,
      secretHint: row.hint,
      createdAt: now,
    }
    await this.#deps.transact(async ({ apps, worlds, audit }) => {
      const existing = await apps.listOfOrganisations([organisationId])
      if (existing.length >= appsMax) throw new DomainError('too-many-apps', { max: appsMax })
      await worlds.create({ id: app.worldId, realm, createdAt: now })
      await apps.create(app, row)
      audit.record({ ...eventOf(owner, app, 'app.created'), facts: { type: app.type } })
    })
    return { app, clientSecret }
  }

  /** Throws `app-unknown`, for an app of somebody else too. */
  async load(owner: AppOwner, id: string): Promise<App> {
    const app = await this.#deps.apps.find(id)
    if (!app || !owner.organisationIds.includes(app.organisationId)) {
      throw new DomainError('app-unknown')
    }
    return app
  }

  list(owner: AppOwner): Promise<readonly App[]> {
    return this.#deps.apps.listOfOrganisations(owner.organisationIds)
  }

  async update(
    owner: AppOwner,
    id: string,
    change: { name?: string; redirectUris?: readonly string[] },
  ): Promise<App> {
    const app = await this.load(owner, id)
    if (change.redirectUris) assertRedirectUris(change.redirectUris)
    const parsed = {
      ...(change.name === undefined ? {} : { name: parseName(change.name) }),
      ...(change.redirectUris === undefined ? {} : { redirectUris: change.redirectUris }),
    }
    await this.#deps.transact(async ({ apps, audit }) => {
      if (await apps.update(id, parsed)) audit.record(eventOf(owner, app, 'app.changed'))
    })
    return this.load(owner, id)
  }

  async delete(owner: AppOwner, id: string): Promise<void> {
    const app = await this.load(owner, id)
    await this.#deps.endAccessOfApp(id)
    await this.#deps.transact(async ({ apps, subscriptions, audit }) => {
      await subscriptions.removeAllOf(id)
      const isFirst = await apps.delete(id, this.#deps.clock.now())
      if (isFirst) audit.record(eventOf(owner, app, 'app.deleted'))
    })
  }

  /** Deletes every app of an organisation; part of deleting an account. */
  async deleteAllOf(owner: AppOwner): Promise<void> {
    for (const app of await this.list(owner)) await this.delete(owner, app.id)
  }

  /** Sets a World back to its first day; what customers gave in it must have ended before. */
  async resetWorld(worldId: string, actor: AuditActor): Promise<void> {
    const { clock, realm } = this.#deps
    await this.#deps.transact(async ({ worlds, audit }) => {
      await worlds.reset(worldId, clock.now())
      const subject = { kind: 'world', id: worldId }
      audit.record({ realm, actor, action: 'world.reset', subject })
    })
  }

  findByClientId(clientId: string): Promise<App | undefined> {
    return this.#deps.apps.findByClientId(clientId)
  }

  /** Lends a secret for a moment, beside the one its developer was shown; `giveBack` ends it at once. */
  async lendSecret(
    appId: string,
    loan: { readonly lifetimeMs: number; readonly actor: AuditActor },
  ): Promise<{ clientSecret: string; giveBack: () => Promise<void> }> {
    const { transact, secrets, clock, random, realm } = this.#deps
    const now = clock.now()
    const { clientSecret, row } = mintSecret(appId, { now, random })
    const expiresAt = now + loan.lifetimeMs
    await transact(async (stores) => {
      await stores.secrets.add({ ...row, expiresAt, isLent: true })
      const subject = { kind: 'app', id: appId }
      const facts = { secretId: row.id, expiresAt }
      stores.audit.note({ realm, actor: loan.actor, action: 'app.secret-lent', subject, facts })
    })
    return { clientSecret, giveBack: () => secrets.remove(row.id) }
  }

  /** The id of the secret in force that this text is. */
  async findSecret(appId: string, text: string): Promise<string | undefined> {
    const found = await findSecret(this.#deps, { appId, text })
    if (found !== undefined) return found
    const { attempts, realm } = this.#deps
    attempts.note({ realm, action: 'app.secret-refused', subject: { kind: 'app', id: appId } })
    return undefined
  }
}

function parseName(text: string): string {
  const name = text.trim()
  if (name === '' || Array.from(name).length > nameLengthMax || /\p{Cc}/u.test(name)) {
    throw new DomainError('app-name-invalid', { max: nameLengthMax })
  }
  return name
}

function assertRedirectUris(uris: readonly string[]) {
  for (const [index, uri] of uris.entries()) {
    const fault = findRedirectUriFault(uri)
    if (fault) throw new DomainError('redirect-uri-invalid', { index, fault })
  }
}

function eventOf(owner: AppOwner, app: App, action: string) {
  return {
    realm: app.realm,
    actor: { kind: 'developer', id: owner.developerId },
    action,
    subject: { kind: 'app', id: app.id },
  } as const
}
