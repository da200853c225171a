/** DELETE /apps/{id}/certificates/{certificateId}: no call is answered to the certificate from now on. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { loadCertificateApp } from '../certificate-app.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function revokeCertificate(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'revokeCertificate',
    async handle({ identity, params }) {
      const { app, certificates } = await loadCertificateApp(services, identity, params['id'] ?? '')
      await certificates.revoke(app, params['certificateId'] ?? '')
      return { status: 204 }
    },
  }
}
