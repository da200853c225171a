/** GET /apps/{id}/certificates: what was issued for an app, revoked ones too, never a key. */
import type { TestCertificate } from '#src/domain/tpps/certificate.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { loadCertificateApp } from '../certificate-app.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

export function listCertificates(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'listCertificates',
    async handle({ identity, params }) {
      const { app, certificates } = await loadCertificateApp(services, identity, params['id'] ?? '')
      const found = await certificates.list(app.id)
      return {
        status: 200,
        body: {
          organisationIdentifier: await certificates.identifierOf(app),
          certificates: found.map(toCertificate),
        },
      }
    },
  }
}

function toCertificate(certificate: TestCertificate) {
  const { id, roles, thumbprint, serial, createdAt, notAfter, revokedAt } = certificate
  return {
    id,
    roles,
    thumbprint,
    serial,
    createdAt: toDateTime(createdAt),
    notAfter: toDateTime(notAfter),
    revokedAt: revokedAt === undefined ? null : toDateTime(revokedAt),
  }
}
