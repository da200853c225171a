/** The limit on reads without the customer: per consent, account and endpoint, by calendar day or by the last 24 hours. */
import type { ConsentStore } from './consent-store.ts'
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import { dateInZone, dayMs, endOfDate, secondMs, startOfDate } from '#src/kit/clock.ts'
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
  /** Instants of the accesses at this place from `since` on, oldest first; inside a transaction they are held for it. */
  listSince(place: AccessPlace, since: EpochMs): Promise<readonly EpochMs[]>
  add(access: AccessPlace & { readonly id: string; readonly at: EpochMs }): Promise<void>
  /** Where a consent has been used, each place once. */
  listPlaces(consentId: string): Promise<readonly UsedPlace[]>
  deleteBefore(at: EpochMs): Promise<number>
}

export interface UnattendedAccessDependencies {
  readonly transact: Transact<{ unattendedAccesses: UnattendedAccessStore; consents: ConsentStore }>
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
  { transact, random, timeZone }: UnattendedAccessDependencies,
  access: { readonly place: AccessPlace; readonly now: EpochMs },
  limit: AccessLimit,
): Promise<void> {
  const { place, now } = access
  const max = limit === 'once' ? 1 : limit.maxPerDay
  await transact(async ({ unattendedAccesses, consents }) => {
    await consents.lock(place.consentId)
    const earlier = await unattendedAccesses.listSince(place, beginOf(limit, now, timeZone))
    if (earlier.length >= max) {
      const [oldest = now] = earlier.slice(-max)
      throw new DomainError('access-exceeded', {
        max,
        ...retryFacts(limit, { oldest, now, timeZone }),
      })
    }
    await unattendedAccesses.add({ ...place, id: createId('access', now, random), at: now })
  })
}

/** From when accesses count. */
function beginOf(limit: AccessLimit, now: EpochMs, timeZone: string): EpochMs {
  if (limit === 'once') return 0
  return limit.dayOfCount === 'calendar-day' ? startOfDate(now, timeZone) : now - dayMs + 1
}

function retryFacts(
  limit: AccessLimit,
  { oldest, now, timeZone }: { oldest: EpochMs; now: EpochMs; timeZone: string },
) {
  if (limit === 'once') return {}
  const isByDate = limit.dayOfCount === 'calendar-day'
  const freeAt = isByDate ? endOfDate(dateInZone(now, timeZone), timeZone) : oldest + dayMs
  return { retryAfterSeconds: Math.max(1, Math.ceil((freeAt - now) / secondMs)) }
}
