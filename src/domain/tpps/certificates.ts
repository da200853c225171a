/** Test certificates of apps: issued, listed, revoked. An app keeps its organizationIdentifier through all of them. */
import type { AuditTrail } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { Clock } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { createId } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import type {
  CertificateIssuer,
  CertificateStore,
  IssuedCertificate,
  TestCertificate,
  TppIdentifierStore,
  TppRole,
} from './certificate.ts'

const certificatesMax = 20
/** A fictional authority's prefix: no number of a licensed institution can be met. */
const identifierPrefix = 'PSDSE-FINA-TEST'
const identifierBytes = 6

interface Stores {
  readonly certificates: CertificateStore
  readonly tppIdentifiers: TppIdentifierStore
}

export interface CertificatesDependencies extends Stores {
  readonly transact: Transact<Stores>
  readonly issuer: CertificateIssuer
  readonly clock: Clock
  readonly random: Random
}

/** The app a certificate is for, and who acts. */
export interface CertificateApp {
  readonly id: string
  readonly realm: string
  readonly name: string
  readonly actorId: string
}

export class Certificates {
  readonly #deps: CertificatesDependencies

  constructor(deps: CertificatesDependencies) {
    this.#deps = deps
  }

  /** Issues one. The private key is in this answer only. Throws `csr-invalid`, `roles-missing`, `too-many-certificates`. */
  async issue(
    app: CertificateApp,
    wanted: { readonly roles: readonly TppRole[]; readonly csr?: string },
  ): Promise<IssuedCertificate & { readonly id: string }> {
    const roles = [...new Set(wanted.roles)]
    if (roles.length === 0) throw new DomainError('roles-missing')
    const living = (await this.list(app.id)).filter(({ revokedAt }) => revokedAt === undefined)
    if (living.length >= certificatesMax)
      throw new DomainError('too-many-certificates', { max: certificatesMax })
    const organisationIdentifier = await this.identifierOf(app)
    const { csr } = wanted
    const subject = { organisationIdentifier, organisationName: app.name, roles }
    const issued = await this.#deps.issuer.issue({ ...subject, ...(csr ? { csr } : {}) })
    const now = this.#deps.clock.now()
    const id = createId('cert', now, this.#deps.random)
    const { thumbprint, serial, notBefore, notAfter } = issued
    await this.#deps.transact(async ({ certificates, audit }) => {
      const facts = { thumbprint, serial, notBefore, notAfter }
      const { id: appId, realm } = app
      await certificates.create({ id, realm, appId, roles, ...facts, createdAt: now })
      record(audit, app, { action: 'certificate.issued', id })
    })
    return { ...issued, id }
  }

  list(appId: string): Promise<readonly TestCertificate[]> {
    return this.#deps.certificates.listOfApp(appId)
  }

  /** Takes effect at the next call. Throws `certificate-unknown`. */
  async revoke(app: CertificateApp, id: string): Promise<void> {
    const at = this.#deps.clock.now()
    await this.#deps.transact(async ({ certificates, audit }) => {
      if (!(await certificates.revoke(app.id, id, at))) throw new DomainError('certificate-unknown')
      record(audit, app, { action: 'certificate.revoked', id })
    })
  }

  /** The app's own organizationIdentifier, made at the first need. */
  async identifierOf({ id: appId, realm }: Pick<CertificateApp, 'id' | 'realm'>): Promise<string> {
    const { random, clock } = this.#deps
    return this.#deps.transact(async ({ tppIdentifiers }) => {
      const found = await tppIdentifiers.find(realm, appId)
      if (found !== undefined) return found
      const tail = Buffer.from(random.bytes(identifierBytes)).toString('hex').toUpperCase()
      const identifier = `${identifierPrefix}${tail}`
      await tppIdentifiers.create({ realm, appId, identifier, createdAt: clock.now() })
      return identifier
    })
  }
}

function record(audit: AuditTrail, app: CertificateApp, what: { action: string; id: string }) {
  audit.record({
    realm: app.realm,
    actor: { kind: 'developer', id: app.actorId },
    action: what.action,
    subject: { kind: 'certificate', id: what.id },
    facts: { appId: app.id },
  })
}
