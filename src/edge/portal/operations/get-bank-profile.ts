/** GET /bank-profile: what the bank has chosen where the framework leaves a choice, and where the interface differs from it. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function getBankProfile({ bankProfile }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getBankProfile',
    handle: async () => ({ status: 200, body: bankProfile }),
  }
}
