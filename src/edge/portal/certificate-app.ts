/** Who a certificate is for: the developer's own app, where this process has a sandbox. It holds no rule of certificates. */
import { DomainError } from '#src/kit/domain-error.ts'
import type { CertificateApp, Certificates } from '#src/domain/tpps/certificates.ts'
import type { PortalIdentity, PortalServices } from './portal-services.ts'

/** Throws `app-unknown`, `sandbox-not-here`. */
export async function loadCertificateApp(
  { apps, certificates }: PortalServices,
  identity: PortalIdentity,
  id: string,
): Promise<{ app: CertificateApp; certificates: Certificates }> {
  const { realm, name } = await apps.load(identity, id)
  if (!certificates) throw new DomainError('sandbox-not-here')
  return { certificates, app: { id, realm, name, actorId: identity.developerId } }
}
