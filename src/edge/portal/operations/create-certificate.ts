/** POST /apps/{id}/certificates: a private key made here is in this answer only. */
import type { TppRole } from '#src/domain/tpps/certificate.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { loadCertificateApp } from '../certificate-app.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

export function createCertificate(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'createCertificate',
    async handle({ identity, params, body }) {
      const { app, certificates } = await loadCertificateApp(services, identity, params['id'] ?? '')
      // The contract has been checked by the binder.
      const wanted = body as { roles: TppRole[]; csr?: string }
      const issued = await certificates.issue(app, wanted)
      const { id, certificate, chain, privateKey } = issued
      return {
        status: 201,
        body: {
          id,
          certificate,
          chain,
          ...(privateKey === undefined ? {} : { privateKey }),
          organisationIdentifier: await certificates.identifierOf(app),
          roles: [...new Set(wanted.roles)],
          thumbprint: issued.thumbprint,
          notAfter: toDateTime(issued.notAfter),
        },
      }
    },
  }
}
