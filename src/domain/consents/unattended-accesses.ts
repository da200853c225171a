/** The limit on reads without the customer: per consent, account and endpoint, by calendar day or by the last 24 hours. */
import type { ConsentStore } from './consent-store.ts'
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import { dateInZone, dayMs, endOfDate, secondMs } from '#src/kit/clock.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { createId } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'

/** What is read, as the limit tells reads apart. */
export interface AccessPlace {
  readonly consentId: string
  /** Empty for reads that name no account. */
  readonly accountId: string
  readonly endpoint: string
}

/** A read that has been made. */
export type UsedPlace = Pick<AccessPlace, 'accountId' | 'endpoint'>

export interface UnattendedAccessStore {
  /** Counts one access of the day in one step; false, and nothing counted, when there are `max` already. */
  count(
    place: AccessPlace,
    access: { readonly day: string; readonly max: number; readonly at: EpochMs },
  ): Promise<boolean>
  /** Places that a consent has been used at, as counted by day. */
  listPlaces(consentId: string): Promise<readonly UsedPlace[]>
  /** Instants of the accesses at this place from `since` on, oldest first; inside a transaction they are held for it. */
  listSince(place: AccessPlace, since: EpochMs): Promise<readonly EpochMs[]>
  add(access: AccessPlace & { readonly id: string; readonly at: EpochMs }): Promise<void>
  deleteBefore(at: EpochMs): Promise<void>
}

export interface UnattendedAccessDependencies {
  readonly transact: Transact<{ unattendedAccesses: UnattendedAccessStore; consents: ConsentStore }>
  readonly accesses: Pick<UnattendedAccessStore, 'count'>
  readonly random: Random
  readonly timeZone: string
}

/** How the accesses at a place are limited: so many in a day, or one for ever. */
export type AccessLimit =
  | { readonly maxPerDay: number; readonly dayOfCount: BankProfile['consents']['dayOfCount'] }
  | 'once'

/**
 * Counts one access and throws `access-exceeded` when there are too many already, with `retryAfterSeconds` where it helps
 * to wait.
 * @see RTS 2018/389 art. 36(5)(b); BG IG 1.3 §6.5.1
 */
export async function countAccess(
  deps: UnattendedAccessDependencies,
  access: { readonly place: AccessPlace; readonly now: EpochMs },
  limit: AccessLimit,
): Promise<void> {
  const { accesses, timeZone } = deps
  const { place, now } = access
  if (limit === 'once') {
    if (await accesses.count(place, { day: 'once', max: 1, at: now })) return
    throw new DomainError('access-exceeded', { max: 1 })
  }
  const { maxPerDay: max, dayOfCount } = limit
  if (dayOfCount === 'rolling-24-hours') return countRolling(deps, access, max)
  const day = dateInZone(now, timeZone)
  if (await accesses.count(place, { day, max, at: now })) return
  throw exceeded(max, endOfDate(day, timeZone) - now)
}

/** Which of the last accesses runs out first is to be known, so each is kept. */
async function countRolling(
  { transact, random }: UnattendedAccessDependencies,
  { place, now }: { readonly place: AccessPlace; readonly now: EpochMs },
  max: number,
): Promise<void> {
  await transact(async ({ unattendedAccesses, consents }) => {
    await consents.lock(place.consentId)
    const earlier = await unattendedAccesses.listSince(place, now - dayMs + 1)
    const [oldest = now] = earlier.slice(-max)
    if (earlier.length >= max) throw exceeded(max, oldest + dayMs - now)
    await unattendedAccesses.add({ ...place, id: createId('access', now, random), at: now })
  })
}

function exceeded(max: number, waitMs: number): DomainError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / secondMs))
  return new DomainError('access-exceeded', { max, retryAfterSeconds })
}
