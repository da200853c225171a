/**
 * The Client Secrets of an app: which are in force, a new one beside the old, the end of one. Changing to a new secret
 * costs no downtime, and a revoked one takes what was issued to it along.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { DeveloperStore } from '#src/domain/developers/developer-store.ts'
import type { MailStore } from '#src/domain/mail/mail-store.ts'
import type { Mailer } from '#src/domain/mail/mailer.ts'
import { hourMs, minuteMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Random } from '#src/kit/random.ts'
import { createId, createSecret, sha256Hex } from '#src/kit/random.ts'
import type { App } from './app.ts'
import type { AppStore, SecretStore, StoredSecret } from './app-store.ts'
import type { AppOwner, Apps } from './apps.ts'

export const secretsMax = 2
const hintLength = 4
/** The last use is told this roughly, so that calls do not each cost a write. */
const useNotedEveryMs = 5 * minuteMs

/** Ends the tokens that were issued to who showed this secret. */
export interface TokensOfSecret {
  destroyIssuedTo(secretId: string): Promise<void>
}

interface SecretStores {
  readonly apps: AppStore
  readonly secrets: SecretStore
  readonly developers: DeveloperStore
  readonly mails: MailStore
  readonly oauthArtifacts: TokensOfSecret
}

export interface ClientSecretDependencies {
  readonly transact: Transact<SecretStores>
  readonly apps: Pick<Apps, 'load'>
  readonly secrets: SecretStore
  readonly tokens: TokensOfSecret
  readonly mailer: Mailer
  readonly clock: Clock
  readonly random: Random
}

/** A secret as it is made: the text is told once, the row is kept. */
export function mintSecret(
  appId: string,
  { now, random }: { readonly now: number; readonly random: Random },
): { clientSecret: string; row: StoredSecret } {
  const clientSecret = createSecret('portico_cs_', random)
  const row = {
    id: createId('secret', now, random),
    appId,
    secretHash: sha256Hex(clientSecret),
    hint: clientSecret.slice(-hintLength),
    createdAt: now,
  }
  return { clientSecret, row }
}

/** The id of the secret in force that this text is, compared in constant time with each. */
export async function findSecret(
  { secrets, clock }: { readonly secrets: SecretStore; readonly clock: Clock },
  { appId, text }: { readonly appId: string; readonly text: string },
): Promise<string | undefined> {
  const now = clock.now()
  const given = Buffer.from(sha256Hex(text))
  const fitting = (await secrets.listInForce(appId, now)).filter(({ secretHash }) =>
    timingSafeEqual(given, Buffer.from(secretHash)),
  )
  const [found] = fitting
  if (found === undefined) return undefined
  const notedBefore = now - useNotedEveryMs
  if ((found.lastUsedAt ?? 0) < notedBefore) await secrets.noteUse(found.id, now, notedBefore)
  return found.id
}

export class ClientSecrets {
  readonly #deps: ClientSecretDependencies

  constructor(deps: ClientSecretDependencies) {
    this.#deps = deps
  }

  /** Those in force, newest first. Throws `app-unknown`. */
  async list(owner: AppOwner, appId: string): Promise<readonly StoredSecret[]> {
    await this.#deps.apps.load(owner, appId)
    return listOwn(this.#deps.secrets, appId, this.#deps.clock.now())
  }

  /**
   * Makes another one and lets the older ones end after the overlap. It is in this answer only.
   * Throws `app-unknown`, `too-many-secrets`.
   */
  async create(
    owner: AppOwner,
    { appId, overlapHours }: { readonly appId: string; readonly overlapHours: number },
  ): Promise<{ clientSecret: string; secret: StoredSecret }> {
    const app = await this.#deps.apps.load(owner, appId)
    const now = this.#deps.clock.now()
    const { clientSecret, row } = mintSecret(appId, { now, random: this.#deps.random })
    await this.#deps.transact(async ({ audit, ...stores }) => {
      if (!(await stores.apps.lock(appId))) throw new DomainError('app-unknown')
      const endsAt = now + overlapHours * hourMs
      await stores.secrets.endBy(appId, endsAt)
      const others = await listOwn(stores.secrets, appId, now)
      if (others.length >= secretsMax)
        throw new DomainError('too-many-secrets', { max: secretsMax })
      await stores.secrets.add(row)
      audit.record(eventOf(owner, app, { action: 'app.secret-created', id: row.id }))
      await this.#mail(stores, owner, { kind: 'secret-created', appId })
    })
    return { clientSecret, secret: row }
  }

  /** Ends one at once, with the tokens issued to it. Throws `app-unknown`, `secret-unknown`. */
  async revoke(owner: AppOwner, appId: string, id: string): Promise<void> {
    const app = await this.#deps.apps.load(owner, appId)
    await this.#deps.transact(async ({ audit, ...stores }) => {
      const now = this.#deps.clock.now()
      const isOwn = (await listOwn(stores.secrets, appId, now)).some((own) => own.id === id)
      if (!isOwn || !(await stores.secrets.revoke(id, now))) throw new DomainError('secret-unknown')
      await stores.oauthArtifacts.destroyIssuedTo(id)
      audit.record(eventOf(owner, app, { action: 'app.secret-revoked', id }))
      await this.#mail(stores, owner, { kind: 'secret-revoked', appId })
    })
    // And after: a token that was being issued meanwhile either is there by now, or its issuer sees the revocation.
    await this.#deps.tokens.destroyIssuedTo(id)
  }

  async #mail(
    stores: Pick<SecretStores, 'developers' | 'mails'>,
    owner: AppOwner,
    mail: { readonly kind: 'secret-created' | 'secret-revoked'; readonly appId: string },
  ) {
    const developer = await stores.developers.find(owner.developerId)
    if (developer?.state !== 'active') return
    const { email: to, language } = developer
    await this.#deps.mailer.enqueue(stores, { ...mail, to, language })
  }
}

/** Without those lent for a moment. */
async function listOwn(secrets: SecretStore, appId: string, now: number) {
  return (await secrets.listInForce(appId, now)).filter(({ isLent }) => isLent !== true)
}

function eventOf(owner: AppOwner, app: App, { action, id }: { action: string; id: string }) {
  return {
    realm: app.realm,
    actor: { kind: 'developer', id: owner.developerId },
    action,
    subject: { kind: 'app', id: app.id },
    facts: { secretId: id },
  } as const
}
