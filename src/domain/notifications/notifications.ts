/** Resource status notifications: what a TPP wants to be told, and the pushes that a change of status makes. It sends nothing. */
import type { AuditEvent } from '#src/domain/audit/audit-trail.ts'
import type { NotificationContent, ProfileOf } from '#src/domain/catalogue/bank-profile.ts'
import type { ConsentStatus } from '#src/domain/consents/consent.ts'
import { consentMoves, isFinal } from '#src/domain/consents/consent.ts'
import type { Authorisation, AuthorisationState } from '#src/domain/sca/authorisation.ts'
import type { AuthorisationStore } from '#src/domain/sca/authorisation-store.ts'
import { scaStatusOf } from '#src/domain/sca/sca-status.ts'
import type { Clock } from '#src/kit/clock.ts'
import type { Random } from '#src/kit/random.ts'
import type { NotificationTarget } from './notification.ts'
import type { NotificationStore } from './notification-store.ts'

/** Attempts where the bank tries again: about five minutes in all. */
const attemptsWithBackOff = 6

export interface NotificationDependencies {
  readonly profileOf: ProfileOf
  readonly clock: Clock
  /** Whether the bank may call an address for this app. */
  isTold(appId: string): boolean
}

/** What a TPP asks for; the address is well-formed. */
export interface NotificationWish {
  readonly uri: string
  /** Undefined: whatever the bank offers. */
  readonly contents?: readonly NotificationContent[]
}

type Watcher = Omit<NotificationTarget, 'uri' | 'contents' | 'attemptsMax' | 'createdAt'>

export class Notifications {
  readonly #deps: NotificationDependencies

  constructor(deps: NotificationDependencies) {
    this.#deps = deps
  }

  /** What is to be told of a resource, for the transaction that it is watched from; undefined when none of it is offered. */
  async plan(
    watcher: Watcher,
    { uri, contents }: NotificationWish,
  ): Promise<NotificationTarget | undefined> {
    const { profileOf, clock, isTold } = this.#deps
    if (!isTold(watcher.appId)) return undefined
    const { notifications: rules } = await profileOf(watcher.worldId)
    if (!rules.isOffered) return undefined
    const told = rules.contents.filter((content) => contents?.includes(content) ?? true)
    if (told.length === 0) return undefined
    const attemptsMax = rules.retry === 'backoff' ? attemptsWithBackOff : 1
    return { ...watcher, uri, contents: told, attemptsMax, createdAt: clock.now() }
  }
}

interface NotingStores {
  readonly notifications: NotificationStore
  readonly authorisations: AuthorisationStore
}

/**
 * Writes the push of what was just recorded, when somebody wants it. Called inside the transaction of the change; every
 * change of a status is recorded there, so none is missed. Answers whether there is one.
 */
export async function noteChange(
  stores: NotingStores,
  event: AuditEvent,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<boolean> {
  const told = await toldBy(stores, event)
  if (!told) return false
  const { target, body, ...about } = told
  await stores.notifications.enqueue({
    // Travels as X-Request-ID, which is a UUID.
    id: random.uuid(),
    realm: target.realm,
    appId: target.appId,
    resource: { kind: target.kind, id: target.id },
    uri: target.uri,
    attemptsMax: target.attemptsMax,
    body: JSON.stringify(body),
    createdAt: clock.now(),
    ...about,
  })
  return true
}

interface Told {
  readonly target: NotificationTarget
  readonly status: string
  readonly authorisationId?: string
  readonly body: object
}

function toldBy(stores: NotingStores, event: AuditEvent): Promise<Told | undefined> {
  if (event.subject.kind === 'consent') return toldOfConsent(stores, event)
  if (event.subject.kind === 'authorisation') return toldOfAuthorisation(stores, event)
  return Promise.resolve(undefined)
}

async function toldOfConsent(
  { notifications }: NotingStores,
  { subject, action }: AuditEvent,
): Promise<Told | undefined> {
  const target = await notifications.findTarget({ kind: 'consent', id: subject.id })
  if (!target) return undefined
  const status = statusIn(action)
  // That it was made is told by the answer to its making.
  if (!status || status === 'received') return undefined
  const isLast = isFinal(status)
  if (isLast) await notifications.unwatch(target)
  const { contents, path } = target
  if (!contents.includes('PROCESS') && !(isLast && contents.includes('LAST'))) return undefined
  const links = { status: { href: `${path}/status` } }
  return { target, status, body: { consentId: target.id, consentStatus: status, _links: links } }
}

/** The audit trail names a move by the status it leads to; other things that happen to a consent are no move. */
function statusIn(action: string): ConsentStatus | undefined {
  const name = action.replace('consent.', '')
  return Object.hasOwn(consentMoves, name) ? (name as ConsentStatus) : undefined
}

async function toldOfAuthorisation(
  { notifications, authorisations }: NotingStores,
  { subject, action, facts }: AuditEvent,
): Promise<Told | undefined> {
  const found = await authorisations.find(subject.id)
  if (found?.subject.kind !== 'consent') return undefined
  const consentId = found.subject.id
  const target = await notifications.findTarget({ kind: 'consent', id: consentId })
  if (!target?.contents.includes('SCA')) return undefined
  const status = scaStatusOf({ state: action.replace('authorisation.', '') as AuthorisationState })
  const before = scaStatusOf({ state: String(facts?.['from']) as AuthorisationState })
  if (status === before) return undefined
  const authorisationId = nameOf(found, consentId)
  if (authorisationId === undefined) return undefined
  const links = { scaStatus: { href: `${target.path}/authorisations/${authorisationId}` } }
  const body = { consentId, authorisationId, scaStatus: status, _links: links }
  return { target, status, authorisationId, body }
}

/** The authorisation that the TPP knows, when it has started the one that a walk at the authorization server is for. */
function nameOf({ id, standsFor }: Authorisation, consentId: string): string | undefined {
  return standsFor === consentId ? undefined : (standsFor ?? id)
}
