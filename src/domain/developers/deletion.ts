/** How an account ends: access at once, everything personal after 14 days. */
import { dayMs } from '#src/kit/clock.ts'
import { sha256Hex } from '#src/kit/random.ts'
import { erasedAfterDays } from '#src/domain/mail/mail-texts.ts'
import type { AccountDependencies, AccountStores } from './account-dependencies.ts'
import { refuse } from './developers-errors.ts'

const erasedAfterMs = erasedAfterDays * dayMs
const erasuresMax = 100

/** Ends sessions, apps and their access and frees the address; throws `not-signed-in` when somebody was quicker. */
export async function deleteDeveloper(
  deps: AccountDependencies,
  developerId: string,
  reason: string | undefined,
): Promise<void> {
  const organisationIds = await deps.organisations.listOnlyOf(developerId)
  // Before: should this fail, the account is still there to try again from.
  for (const id of organisationIds) await deps.accessEnder.endAccessOfOrganisation(id)
  await deps.transact(async ({ audit, ...stores }) => {
    await markDeleted(deps, stores, { developerId, organisationIds, reason })
    const actor = { kind: 'developer' as const, id: developerId }
    const subject = { kind: 'developer', id: developerId }
    audit.record({ actor, action: 'developer.deleted', subject })
  })
  // And after: an app that a call under way made meanwhile must not outlive its owner.
  for (const id of organisationIds) await deps.accessEnder.endAccessOfOrganisation(id)
}

async function markDeleted(
  deps: AccountDependencies,
  stores: AccountStores,
  ending: { developerId: string; organisationIds: readonly string[]; reason: string | undefined },
) {
  const { developerId, organisationIds, reason } = ending
  const developer = await stores.developers.lock(developerId)
  if (developer?.state !== 'active') throw refuse('not-signed-in')
  const at = deps.clock.now()
  await stores.developers.markDeleted(developerId, { at, eraseAt: at + erasedAfterMs, reason })
  await stores.sessions.removeOf(developerId)
  await stores.links.replaceAll(developerId, at)
  for (const id of organisationIds) await stores.organisations.markDeleted(id, at)
  const { email: to, language } = developer
  await deps.mailer.enqueue(stores, { kind: 'account-deleted', to, language })
}

/** Erases what is due and clears away what has expired; answers how many accounts were erased. */
export async function eraseDueDevelopers(deps: AccountDependencies): Promise<number> {
  const now = deps.clock.now()
  await deps.sessions.removeExpired(now)
  await deps.rateLimits.removeExpired(now)
  await deps.links.removeOrphans()
  const due = await deps.developers.listToErase(now, erasuresMax)
  for (const { id, email, deletedAt } of due) {
    // With randomness that nobody keeps, the digest cannot be tried against a list of addresses.
    const salt = Buffer.from(deps.random.bytes(32)).toString('hex')
    await deps.transact(async ({ audit, ...stores }) => {
      await stores.developers.erase(id, `erased:${sha256Hex(salt + email)}`)
      await stores.links.removeOf(id)
      await stores.organisations.removeMemberships(id)
      // The farewell goes out after the deletion; by now every mail of that day has left or been given up.
      await stores.mails.removeOf(email, deletedAt + dayMs)
      const subject = { kind: 'developer', id }
      audit.record({ actor: { kind: 'system' }, action: 'developer.erased', subject })
    })
  }
  return due.length
}
