/** What is done now and then: mails, expiry, erasure, checkpoints of the audit trail. */
import { createStoreMark } from '#src/adapters/database/store-mark.ts'
import { dayMs, hourMs, minuteMs, secondMs } from '#src/kit/clock.ts'
import { sealIntervalMs } from './audit-seals.ts'
import type { AuditSeals } from './audit-seals.ts'
import type { Ground } from './ground.ts'
import { createJobs } from './lifecycle.ts'
import { sweepRetention } from './retention.ts'
import type { Rooms } from './rooms.ts'

const mailIntervalMs = 250
/** Starts the jobs; answers how to stop them. */
export function startJobs(
  ground: Ground,
  rooms: Rooms,
  { refreshWatched, seals }: { refreshWatched(): Promise<void>; readonly seals: AuditSeals },
): () => Promise<void> {
  const { config, log, database, oauthKeys, attempts } = ground
  const mark = config.databaseUrl ? undefined : createStoreMark(database, config.dataDirectory)
  const jobs = createJobs(log)
  jobs.every(mailIntervalMs, 'mail delivery', () => rooms.mailDelivery.takeUp())
  jobs.every(secondMs, 'delivery of notifications', () => rooms.notificationDelivery.deliverDue())
  jobs.every(secondMs, 'look at what is waited for', refreshWatched)
  jobs.soonAndEvery(hourMs, 'end of what is kept', () => sweepRetention(ground, rooms))
  jobs.every(sealIntervalMs, 'audit checkpoint', () => seals.seal())
  jobs.every(10 * secondMs, 'record of what was tried in vain', () => attempts.flush())
  jobs.every(secondMs, 'try of the audit trail', () => seals.probe())
  if (config.keyDays > 0)
    jobs.every(hourMs, 'succession of keys', () => oauthKeys.followOld(config.keyDays * dayMs))
  jobs.every(minuteMs, 'clearing of what visitors left', () => rooms.demoApp.clearWhenDue())
  if (mark) jobs.every(secondMs, 'note of how far the store has come', mark)
  jobs.start()
  return async () => {
    await jobs.stop()
    await mark?.()
  }
}
