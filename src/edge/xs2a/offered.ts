/** Whether the bank's profile offers a service, and takes callers in this way. What it does not offer has no addresses. */
import type { Peer } from '#src/edge/http/peer-certificate.ts'
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

/** Only on the TLS address a bank can choose: the plain one knows the bearer alone. */
export async function assertIdentification(
  { services, caller, headers }: Xs2aCall,
  peer: Peer,
): Promise<void> {
  if (peer === 'plain') return
  const { identification } = await services.profileOf(caller.worldId)
  if (peer === 'none' && !identification.includes('bearer'))
    throw new TppError('CERTIFICATE_MISSING', { text: 'This bank wants a client certificate.' })
  if (headers.authorization === undefined && !identification.includes('certificate'))
    throw new TppError('TOKEN_UNKNOWN', { text: 'This bank wants an access token.' })
}
