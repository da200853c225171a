/** The limit on reads without the customer: per consent, account and endpoint, by calendar day or by the last 24 hours. */
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

export interface UnattendedAccessStore {
  /** Instants of the accesses at this place from `since` on, oldest first; inside a transaction they are held for it. */
  listSince(place: AccessPlace, since: EpochMs): Promise<readonly EpochMs[]>
  add(access: AccessPlace & { readonly id: string; readonly at: EpochMs }): Promise<void>
  /** Lets one caller at a time count at this place, until the transaction ends. */
  lock(consentId: string): Promise<void>
  deleteBefore(at: EpochMs): Promise<number>
}

export interface UnattendedAccessDependencies {
  readonly transact: Transact<{ unattendedAccesses: UnattendedAccessStore }>
  readonly random: Random
  readonly timeZone: string
}

/**
 * Counts one access and throws `access-exceeded` with `retryAfterSeconds` when there are too many already.
 * @see RTS 2018/389 art. 36(5)(b); BG IG 1.3 §6.5.1
 */
export async function countUnattended(
  { transact, random, timeZone }: UnattendedAccessDependencies,
  access: { readonly place: AccessPlace; readonly now: EpochMs; readonly max: number },
  dayOfCount: BankProfile['consents']['dayOfCount'],
): Promise<void> {
  const { place, now, max } = access
  const since = dayOfCount === 'calendar-day' ? startOfDate(now, timeZone) : now - dayMs + 1
  await transact(async ({ unattendedAccesses }) => {
    await unattendedAccesses.lock(place.consentId)
    const earlier = await unattendedAccesses.listSince(place, since)
    if (earlier.length >= max) {
      const [oldest = now] = earlier.slice(-max)
      const freeAt =
        dayOfCount === 'calendar-day'
          ? endOfDate(dateInZone(now, timeZone), timeZone)
          : oldest + dayMs
      const retryAfterSeconds = Math.max(1, Math.ceil((freeAt - now) / secondMs))
      throw new DomainError('access-exceeded', { max, retryAfterSeconds })
    }
    await unattendedAccesses.add({ ...place, id: createId('access', now, random), at: now })
  })
}
