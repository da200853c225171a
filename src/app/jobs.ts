/** What is done now and then: mails, expiry, erasure, checkpoints of the audit trail. */
import { createStoreMark } from '#src/adapters/database/store-mark.ts'
import { rememberedMs } from '#src/domain/writes/writes.ts'
import { dateInZone, dayMs, hourMs, minuteMs, secondMs } from '#src/kit/clock.ts'
import { sealIntervalMs } from './audit-seals.ts'
import type { AuditSeals } from './audit-seals.ts'
import type { Ground } from './ground.ts'
import { createJobs } from './lifecycle.ts'
import type { Rooms } from './rooms.ts'

const mailIntervalMs = 250
/** What has run out is kept a while, so that a late caller is told why instead of being unknown. */
const keepExpiredMs = 7 * dayMs
/** Long enough for every World whose clock is behind. */
const keepCountsMs = 30 * dayMs
/** Longer than any consent lives: one that is used once remembers what has been read. */
const keepReadsMs = 400 * dayMs

/** How long the delivery log reaches back. */
const keepNotificationsMs = 30 * dayMs

/** Starts the jobs; answers how to stop them. */
export function startJobs(
  ground: Ground,
  rooms: Rooms,
  { refreshWatched, seals }: { refreshWatched(): Promise<void>; readonly seals: AuditSeals },
): () => Promise<void> {
  const { config, stores, clock, log, database, oauthKeys, pack, attempts } = ground
  const mark = config.databaseUrl ? undefined : createStoreMark(database, config.dataDirectory)
  const jobs = createJobs(log)
  jobs.every(mailIntervalMs, 'mail delivery', () => rooms.mailDelivery.deliverDue())
  jobs.every(secondMs, 'delivery of notifications', () => rooms.notificationDelivery.deliverDue())
  jobs.every(secondMs, 'look at what is waited for', refreshWatched)
  jobs.every(hourMs, 'removal of old notifications', () =>
    stores.notifications.deleteBefore(clock.now() - keepNotificationsMs),
  )
  jobs.every(hourMs, 'erasure of deleted accounts', () => rooms.accounts.eraseDue())
  jobs.every(hourMs, 'erasure of contact messages', () => rooms.contactDesk.eraseDue())
  jobs.every(sealIntervalMs, 'audit checkpoint', () => seals.seal())
  jobs.every(10 * secondMs, 'record of what was tried in vain', () => attempts.flush())
  jobs.every(secondMs, 'try of the audit trail', () => seals.probe())
  if (config.keyDays > 0)
    jobs.every(hourMs, 'succession of keys', () => oauthKeys.followOld(config.keyDays * dayMs))
  jobs.every(hourMs, 'fresh World of the demo app', () => rooms.demoApp.resetWhenDue())
  jobs.every(10 * minuteMs, 'removal of what has run out', async () => {
    const before = clock.now() - keepExpiredMs
    await stores.oauthArtifacts.deleteExpired(before)
    await stores.authorisations.deleteExpired(before)
    await stores.apps.deleteExpiredSecrets(before)
  })
  jobs.every(hourMs, 'removal of counted calls', async () => {
    const { productAccess, unattendedAccesses, psuFailures } = stores
    await productAccess.deleteCallsBefore(dateInZone(clock.now() - keepCountsMs, pack.timeZone))
    await unattendedAccesses.deleteBefore(clock.now() - keepReadsMs)
    await psuFailures.deleteTriesBefore(clock.now() - keepCountsMs)
  })
  jobs.every(hourMs, 'removal of remembered answers', () =>
    stores.rememberedAnswers.deleteBefore(clock.now() - rememberedMs),
  )
  if (mark) jobs.every(secondMs, 'note of how far the store has come', mark)
  jobs.start()
  return async () => {
    await jobs.stop()
    await mark?.()
  }
}
