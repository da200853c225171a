/** Looks at resources whose TPP waits to hear of them: what runs out, or is answered in the customer's app, moves when it is looked at. */
import { secondMs } from '#src/kit/clock.ts'
import type { NotificationTarget } from '#src/domain/notifications/notification.ts'
import type { Ground } from './ground.ts'
import type { SandboxRooms } from './sandbox-role.ts'

/** How soon a resource is looked at again; of several processes one does it. */
const lookAgainMs = secondMs

export async function refreshWatched(
  { stores, clock, log }: Pick<Ground, 'stores' | 'clock' | 'log'>,
  { consents, consentAuthorisations }: SandboxRooms,
): Promise<void> {
  const { notifications } = stores
  const now = clock.now()
  const seen = { before: now - lookAgainMs, at: now }
  const look = async (target: NotificationTarget) => {
    const found = await stores.consents.find(target.id)
    const [service] = found?.services ?? []
    if (!found) await notifications.unwatch(target)
    else await consentAuthorisations.refresh(await consents.load(target, target.id, service))
  }
  for (const target of await notifications.takeWatched(seen)) {
    try {
      await look(target)
    } catch (error) {
      // One that cannot be looked at must not keep the others waiting.
      log.warn({ err: error, consentId: target.id }, 'a watched consent could not be looked at')
    }
  }
}
