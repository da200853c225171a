/** What the four reads of card accounts share: a bank without card accounts has none of these addresses. */
import type { ReadingCall } from './endpoint.ts'
import { TppError } from './tpp-messages.ts'

/** The profile, when it offers card accounts. */
export async function loadCardProfile({ services, caller }: ReadingCall) {
  const profile = await services.profileOf(caller.worldId)
  if (profile.accounts.hasCardAccounts) return profile
  throw new TppError('RESOURCE_UNKNOWN', { text: 'This bank does not offer card accounts.' })
}
