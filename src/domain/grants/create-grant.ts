/** Makes the OAuth grant behind the app's tokens, inside the transaction that gave the consent. It judges nothing. */
import type { AuditTrail } from '#src/domain/audit/audit-trail.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { createId } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import type { GrantStore } from './grant-store.ts'

/** Answers the id of the grant. */
export async function createGrant(
  stores: { readonly grants: GrantStore; readonly audit: AuditTrail },
  consent: Consent,
  { at, random }: { readonly at: EpochMs; readonly random: Random },
): Promise<string> {
  const { id: consentId, realm, worldId, appId } = consent
  const id = createId('grant', at, random)
  await stores.grants.create({ id, realm, worldId, appId, consentId, createdAt: at })
  stores.audit.record({
    realm,
    actor: { kind: 'psu', ...(consent.psuId === undefined ? {} : { id: consent.psuId }) },
    action: 'grant.created',
    subject: { kind: 'grant', id },
    facts: { appId },
  })
  return id
}
