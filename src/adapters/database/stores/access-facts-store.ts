/** The hot path of the interface: everything about an access token in one read by primary key. */
import { sql } from 'kysely'
import type { CompiledQuery, Kysely } from 'kysely'
import type { AccessFacts, AccessFactsStore } from '#src/domain/grants/access-facts.ts'
import type { AccountAccess, ConsentService, ConsentStatus } from '#src/domain/consents/consent.ts'
import type { Tables } from '../tables.ts'
import { readTokenPayload } from './token-payload.ts'

export function createAccessFactsStore(db: Kysely<Tables>): AccessFactsStore {
  /** Built once: building costs more than the read itself. */
  let compiled: CompiledQuery | undefined
  return {
    async findByTokenHash(realm, tokenHash) {
      compiled ??= buildQuery(db).compile()
      const { rows } = await db.executeQuery<AccessRow>({
        ...compiled,
        parameters: [realm, tokenHash],
      })
      const [row] = rows
      return row && toFacts(realm, row)
    },
  }
}

type AccessRow = Awaited<ReturnType<ReturnType<typeof buildQuery>['executeTakeFirstOrThrow']>>

/** Its parameters are the realm and the token's digest, in this order. */
function buildQuery(db: Kysely<Tables>) {
  return db
    .selectFrom('oauth_artifacts as token')
    .innerJoin('apps as app', 'app.id', 'token.app_id')
    .innerJoin('worlds as world', 'world.id', 'token.world_id')
    .leftJoin('grants as grant', 'grant.id', 'token.grant_id')
    .leftJoin('consents as consent', 'consent.id', 'grant.consent_id')
    .where('token.realm', '=', '')
    .where('token.id_hash', '=', '')
    .where('token.kind', 'in', [sql.lit('AccessToken'), sql.lit('ClientCredentials')])
    .select([
      'token.expires_at',
      'token.payload',
      'token.grant_id',
      'grant.ended_at as grant_ended_at',
      'app.id as app_id',
      'app.organisation_id',
      'app.deleted_at as app_deleted_at',
      'world.id as world_id',
      'world.clock_offset_ms',
      'consent.id as consent_id',
      'consent.status',
      'consent.valid_until_ms',
      'consent.psu_id',
      'consent.services',
      'consent.access',
      'consent.recurring',
      'consent.frequency_per_day',
      'consent.authenticated_at',
    ])
}

function toFacts(realm: string, row: AccessRow): AccessFacts {
  const grant = toGrant(row)
  return {
    realm,
    tokenExpiresAtMs: row.expires_at ?? 0,
    ...readTokenPayload(row.payload),
    appId: row.app_id,
    isAppDeleted: row.app_deleted_at !== null,
    organisationId: row.organisation_id,
    worldId: row.world_id,
    clockOffsetMs: row.clock_offset_ms,
    ...(grant ? { grant } : {}),
  }
}

/** Undefined for a token that no customer gave. The columns of grant and consent are there together or not at all. */
function toGrant(row: AccessRow): AccessFacts['grant'] {
  if (row.grant_id === null || row.consent_id === null || row.access === null) return undefined
  return {
    grantId: row.grant_id,
    isGrantEnded: row.grant_ended_at !== null,
    consentId: row.consent_id,
    consentStatus: row.status as ConsentStatus,
    consentValidUntilMs: row.valid_until_ms ?? 0,
    psuId: row.psu_id ?? '',
    services: (row.services ?? '').split(' ') as ConsentService[],
    access: JSON.parse(row.access) as AccountAccess,
    isRecurring: row.recurring === 1,
    frequencyPerDay: row.frequency_per_day ?? 1,
    authenticatedAt: row.authenticated_at ?? 0,
  }
}
