/** Test certificates and organizationIdentifiers in the database. */
import type { Kysely, Selectable } from 'kysely'
import type {
  CertificateStore,
  TestCertificate,
  TppIdentifierStore,
  TppRole,
} from '#src/domain/tpps/certificate.ts'
import type { TestCertificateTable } from '../access-tables.ts'
import type { Tables } from '../tables.ts'

export function createCertificateStore(db: Kysely<Tables>): CertificateStore {
  return {
    async create(certificate) {
      const { id, realm, appId, thumbprint, serial, roles, notBefore, notAfter } = certificate
      await db
        .insertInto('test_certificates')
        .values({
          id,
          realm,
          app_id: appId,
          thumbprint,
          serial,
          roles: roles.join(' '),
          not_before: notBefore,
          not_after: notAfter,
          created_at: certificate.createdAt,
          revoked_at: null,
        })
        .execute()
    },
    async listOfApp(appId) {
      const query = db.selectFrom('test_certificates').selectAll().where('app_id', '=', appId)
      return (await query.orderBy('created_at', 'desc').orderBy('id').execute()).map(toCertificate)
    },
    async findFacts(realm, thumbprint) {
      const row = await db
        .selectFrom('test_certificates as certificate')
        .innerJoin('apps as app', 'app.id', 'certificate.app_id')
        .innerJoin('worlds as world', 'world.id', 'app.world_id')
        .where('certificate.realm', '=', realm)
        .where('certificate.thumbprint', '=', thumbprint)
        .select(['certificate.roles', 'certificate.not_after', 'certificate.revoked_at'])
        .select(['app.id as app_id', 'app.deleted_at', 'app.organisation_id'])
        .select(['world.id as world_id', 'world.clock_offset_ms'])
        .executeTakeFirst()
      return (
        row && {
          roles: toRoles(row.roles),
          notAfter: row.not_after,
          isRevoked: row.revoked_at !== null,
          appId: row.app_id,
          isAppDeleted: row.deleted_at !== null,
          organisationId: row.organisation_id,
          worldId: row.world_id,
          clockOffsetMs: row.clock_offset_ms,
        }
      )
    },
    async revoke(appId, id, at) {
      const result = await db
        .updateTable('test_certificates')
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('app_id', '=', appId)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}

export function createTppIdentifierStore(db: Kysely<Tables>): TppIdentifierStore {
  const all = () => db.selectFrom('tpp_identifiers')
  return {
    async find(realm, appId) {
      const query = all().select('identifier').where('realm', '=', realm)
      return (await query.where('app_id', '=', appId).executeTakeFirst())?.identifier
    },
    async findApp(realm, identifier) {
      const query = all().select('app_id').where('realm', '=', realm)
      return (await query.where('identifier', '=', identifier).executeTakeFirst())?.app_id
    },
    async create({ realm, appId, identifier, createdAt }) {
      await db
        .insertInto('tpp_identifiers')
        .values({ realm, app_id: appId, identifier, created_at: createdAt })
        .execute()
    },
  }
}

/** Rows are written by this file alone. */
const toRoles = (text: string) => text.split(' ') as TppRole[]

function toCertificate(row: Selectable<TestCertificateTable>): TestCertificate {
  const { id, realm, thumbprint, serial } = row
  return {
    id,
    realm,
    thumbprint,
    serial,
    appId: row.app_id,
    roles: toRoles(row.roles),
    notBefore: row.not_before,
    notAfter: row.not_after,
    createdAt: row.created_at,
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
  }
}
