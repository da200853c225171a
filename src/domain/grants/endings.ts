/** How access ends: one grant, everything of an app, everything in a World. The consent ends with its grant. */
import type { AuditActor } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import { assertMove, isFinal, statusGivenUp } from '#src/domain/consents/consent.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import type { AuthorisationStore } from '#src/domain/sca/authorisation-store.ts'
import type { WorldNow } from '#src/domain/sca/authorisations.ts'
import type { Grant, GrantEnd } from './grant.ts'
import type { GrantStore } from './grant-store.ts'

export interface EndingDependencies {
  readonly transact: Transact<{
    grants: GrantStore
    consents: ConsentStore
    authorisations: AuthorisationStore
  }>
  readonly grants: GrantStore
  readonly consents: ConsentStore
  readonly authorisations: AuthorisationStore
  readonly worldNow: WorldNow
}

export class Endings {
  readonly #deps: EndingDependencies

  constructor(deps: EndingDependencies) {
    this.#deps = deps
  }

  /** Ends one grant and its consent. Ending it again changes nothing. */
  async endGrant(grantId: string, reason: GrantEnd): Promise<void> {
    const grant = await this.#deps.grants.find(grantId)
    if (!grant || grant.endedAt !== undefined) return
    await this.#end(grant, reason, { kind: 'app', id: grant.appId })
  }

  /** Ends everything the app has been given; used before the app is deleted. */
  async endAccessOfApp(appId: string): Promise<void> {
    await this.#endAll({ appId }, 'app-deleted')
  }

  /** Ends everything given in a World; used when the World starts anew. */
  async endAccessInWorld(worldId: string): Promise<void> {
    await this.#endAll({ worldId }, 'world-reset')
  }

  /**
   * The customer takes back at the bank what an app was given: one consent, or all of them. Answers the ids of those that
   * were valid. @see Directive (EU) 2015/2366 art. 64(3)
   */
  async revokeByPsu(
    given: { readonly realm: string; readonly appId: string; readonly psuId: string },
    consentId?: string,
  ): Promise<readonly string[]> {
    const all = await this.#deps.consents.listGiven(given)
    const wanted = all.filter(({ id }) => consentId === undefined || id === consentId)
    for (const consent of wanted) await this.#revoke(consent, given.psuId)
    return wanted.map(({ id }) => id)
  }

  async #revoke({ id, realm, appId, worldId, status }: Consent, psuId: string) {
    const at = await this.#deps.worldNow(worldId)
    assertMove(status, 'revokedByPsu')
    await this.#deps.transact(async ({ grants, consents, audit }) => {
      if (!(await consents.move(id, status, { status: 'revokedByPsu', at }))) return
      const actor = { kind: 'psu', id: psuId } as const
      const subject = { kind: 'consent', id }
      audit.record({ realm, actor, action: 'consent.revokedByPsu', subject, facts: { appId } })
      const grant = await grants.findByConsent(id)
      if (grant) await grants.end(grant.id, { reason: 'consent-ended', at })
    })
  }

  async #endAll(scope: { appId: string } | { worldId: string }, reason: GrantEnd) {
    await this.#deps.authorisations.endUnfinished(scope)
    for (const grant of await this.#deps.grants.listLiving(scope)) {
      await this.#end(grant, reason, { kind: 'app', id: grant.appId })
    }
    await this.#endConsents(scope, reason)
  }

  /** Those that a TPP has made live without a grant. */
  async #endConsents(scope: { appId: string } | { worldId: string }, reason: GrantEnd) {
    for (const consent of await this.#deps.consents.listUnfinished(scope)) {
      const status = statusGivenUp(consent.status)
      const at = await this.#deps.worldNow(consent.worldId)
      await this.#deps.transact(async ({ consents, audit }) => {
        if (!(await consents.move(consent.id, consent.status, { status, at }))) return
        const { id, realm, appId } = consent
        const subject = { kind: 'consent', id }
        const actor = { kind: 'app', id: appId } as const
        audit.record({ realm, actor, action: `consent.${status}`, subject, facts: { reason } })
      })
    }
  }

  async #end(grant: Grant, reason: GrantEnd, actor: AuditActor) {
    const at = await this.#deps.worldNow(grant.worldId)
    const { realm } = grant
    await this.#deps.transact(async ({ grants, consents, audit }) => {
      if (!(await grants.end(grant.id, { reason, at }))) return
      const subject = { kind: 'grant', id: grant.id }
      audit.record({ realm, actor, action: 'grant.ended', subject, facts: { reason } })
      const consent = await consents.find(grant.consentId)
      if (!consent || isFinal(consent.status)) return
      await consents.move(consent.id, consent.status, { status: 'terminatedByTpp', at })
      const consentSubject = { kind: 'consent', id: consent.id }
      audit.record({
        realm,
        actor,
        action: 'consent.terminatedByTpp',
        subject: consentSubject,
        facts: { reason },
      })
    })
  }
}
