/** Whether the bank's profile offers a service at all; one that it does not offer has no addresses. */
import type { Xs2aCall, Xs2aOperation } from './endpoint.ts'
import { TppError } from './tpp-messages.ts'

export async function assertOffered(
  { role }: Xs2aOperation,
  { services, caller }: Xs2aCall,
): Promise<void> {
  if (role !== 'PIISP') return
  const { funds } = await services.profileOf(caller.worldId)
  if (funds.isOffered) return
  throw new TppError('RESOURCE_UNKNOWN', { text: 'This bank does not confirm funds.' })
}
