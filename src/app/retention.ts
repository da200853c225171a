/** Ends what has been kept long enough: one job for each name in the retention table, with the days that its rows say. */
import { retentionTable } from '#src/adapters/database/retention/retention-table.ts'
import type { RetentionJob } from '#src/adapters/database/retention/retention-table.ts'
import type { AuditActor } from '#src/domain/audit/audit-trail.ts'
import { dateInZone, dayMs } from '#src/kit/clock.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import type { Ground } from './ground.ts'
import type { Rooms } from './rooms.ts'

type Sweep = (before: EpochMs) => Promise<unknown>

/** Runs every row of the table once, in its order. What fails is logged and does not keep the others from running. */
export async function sweepRetention(ground: Ground, rooms: Rooms): Promise<void> {
  const { clock, log } = ground
  const sweeps = createSweeps(ground, rooms)
  for (const { job, days = 0 } of retentionTable) {
    if (job === undefined) continue
    try {
      await sweeps[job](clock.now() - days * dayMs)
    } catch (error) {
      log.error({ err: error, job }, 'what was kept long enough could not be removed; tried again')
    }
  }
}

function createSweeps(ground: Ground, rooms: Rooms): Readonly<Record<RetentionJob, Sweep>> {
  const { stores, pack } = ground
  const { retention } = stores
  return {
    // The account's own day is written into its row when it is deleted.
    'deleted-accounts': async (before) => {
      await rooms.accounts.eraseDue()
      await retention.removeOrganisations(before)
    },
    'pending-accounts': (before) => forgetPendingAccounts(ground, before),
    'deleted-apps': (before) => eraseDeletedApps(ground, before),
    'ended-consents': (before) =>
      ground.transact((inside) => inside.retention.removeEndedConsents(before)),
    'run-out': async (before) => {
      await stores.oauthArtifacts.deleteExpired(before)
      await stores.authorisations.deleteExpired(before)
      await stores.secrets.deleteEnded(before)
      await retention.removeAuthentications(before)
    },
    'old-links': (before) => retention.removeLinks(before),
    'counted-calls': async (before) => {
      await stores.productAccess.deleteCallsBefore(dateInZone(before, pack.timeZone))
      await stores.psuFailures.deleteTriesBefore(before)
    },
    'counted-reads': (before) => stores.unattendedAccesses.deleteBefore(before),
    'old-notifications': (before) => stores.notifications.deleteBefore(before),
    'old-mails': (before) => retention.removeMails(before),
    'old-messages': () => rooms.contactDesk.eraseDue(),
    'lent-demo-apps': () => rooms.demoApp.clearWhenDue(),
    'remembered-answers': (before) => stores.rememberedAnswers.deleteBefore(before),
  }
}

const system: AuditActor = { kind: 'system' }

async function eraseDeletedApps({ stores, transact }: Ground, before: EpochMs): Promise<void> {
  for (const id of await stores.retention.listDeletedApps(before))
    await transact(async ({ retention, audit }) => {
      await retention.eraseApp(id)
      audit.record({ actor: system, action: 'app.erased', subject: { kind: 'app', id } })
    })
}

async function forgetPendingAccounts({ transact }: Ground, before: EpochMs): Promise<void> {
  await transact(async ({ retention, audit }) => {
    for (const id of await retention.removePendingAccounts(before)) {
      const subject = { kind: 'developer', id }
      audit.note({ actor: system, action: 'developer.sign-up-forgotten', subject })
    }
  })
}
