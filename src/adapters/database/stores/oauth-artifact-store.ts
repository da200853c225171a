/** The authorization server's artifacts in the database, each found together with what decides whether it still counts. */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type {
  ArtifactKey,
  FoundArtifact,
  OauthArtifactStore,
} from '#src/domain/grants/oauth-artifact-store.ts'
import type { Tables } from '../tables.ts'

export function createOauthArtifactStore(db: Kysely<Tables>): OauthArtifactStore {
  const byKey = (key: ArtifactKey) =>
    ({ realm: key.realm, kind: key.kind, id_hash: key.idHash }) as const
  return {
    async save(artifact) {
      const payload = JSON.stringify(artifact.payload)
      await db
        .insertInto('oauth_artifacts')
        .values({
          ...byKey(artifact),
          grant_id: artifact.grantId ?? null,
          world_id: artifact.worldId ?? null,
          app_id: artifact.appId ?? null,
          secret_id: artifact.secretId ?? null,
          payload,
          rotations: artifact.rotations,
          created_at: artifact.createdAt,
          expires_at: artifact.expiresAt ?? null,
          consumed_at: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['realm', 'kind', 'id_hash'])
            .doUpdateSet({ payload, expires_at: artifact.expiresAt ?? null }),
        )
        .execute()
    },
    find: (key) => findArtifact(db, key),
    async consume(key, at) {
      const result = await db
        .updateTable('oauth_artifacts')
        .set({ consumed_at: at })
        .where(whereKey(key))
        .where('consumed_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    ...createRefreshLines(db),
    async destroy(key) {
      await db.deleteFrom('oauth_artifacts').where(whereKey(key)).execute()
    },
    // Relies on the index oauth_artifacts_app_id.
    async destroyIssuedTo(secretId) {
      const owner = db.selectFrom('app_secrets').select('app_id').where('id', '=', secretId)
      await db
        .deleteFrom('oauth_artifacts')
        .where('app_id', 'in', owner)
        .where('secret_id', '=', secretId)
        .execute()
    },
    async deleteExpired(before) {
      await db.deleteFrom('refresh_lines').where('expires_at', '<', before).execute()
      const query = db.deleteFrom('oauth_artifacts').where('expires_at', '<', before)
      return Number((await query.executeTakeFirst()).numDeletedRows)
    },
  }
}

function createRefreshLines(
  db: Kysely<Tables>,
): Pick<OauthArtifactStore, 'findRefreshLine' | 'takeRefreshLine'> {
  return {
    async findRefreshLine({ grantId, family }) {
      const row = await db
        .selectFrom('refresh_lines')
        .select(['rotations', 'id_hash'])
        .where('grant_id', '=', grantId)
        .where('family', '=', family)
        .executeTakeFirst()
      return row && { rotations: row.rotations, idHash: row.id_hash }
    },
    // One row decides for the whole family; both engines judge the condition on the row as it is when it is locked.
    async takeRefreshLine({ grantId, family }, { rotations, idHash, expiresAt }) {
      const change = { rotations, id_hash: idHash, expires_at: expiresAt }
      const result = await db
        .insertInto('refresh_lines')
        .values({ grant_id: grantId, family, ...change })
        .onConflict((conflict) =>
          conflict
            .columns(['grant_id', 'family'])
            .doUpdateSet(change)
            .where(
              sql<boolean>`refresh_lines.rotations < ${rotations} or (refresh_lines.rotations = ${rotations} and refresh_lines.id_hash = ${idHash})`,
            ),
        )
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
  }
}

function whereKey(key: ArtifactKey) {
  return sql<boolean>`realm = ${key.realm} and kind = ${key.kind} and id_hash = ${key.idHash}`
}

/** One read by primary key with its World, grant, consent and app. */
async function findArtifact(
  db: Kysely<Tables>,
  key: ArtifactKey,
): Promise<FoundArtifact | undefined> {
  const row = await db
    .selectFrom('oauth_artifacts as artifact')
    .leftJoin('worlds as world', 'world.id', 'artifact.world_id')
    .leftJoin('apps as app', 'app.id', 'artifact.app_id')
    .leftJoin('grants as grant', 'grant.id', 'artifact.grant_id')
    .leftJoin('consents as consent', 'consent.id', 'grant.consent_id')
    .where('artifact.realm', '=', key.realm)
    .where('artifact.kind', '=', key.kind)
    .where('artifact.id_hash', '=', key.idHash)
    .selectAll('artifact')
    .select([
      'world.clock_offset_ms',
      'app.deleted_at as app_deleted_at',
      'grant.id as found_grant_id',
      'grant.ended_at as grant_ended_at',
      'consent.status as consent_status',
      'consent.valid_until_ms as consent_valid_until_ms',
    ])
    .executeTakeFirst()
  if (!row) return undefined
  return {
    ...key,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
    rotations: row.rotations,
    createdAt: row.created_at,
    clockOffsetMs: row.clock_offset_ms ?? 0,
    isAppDeleted: row.app_deleted_at !== null,
    ...(row.grant_id === null ? {} : { grantId: row.grant_id }),
    ...(row.world_id === null ? {} : { worldId: row.world_id }),
    ...(row.app_id === null ? {} : { appId: row.app_id }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(row.consumed_at === null ? {} : { consumedAt: row.consumed_at }),
    ...(row.found_grant_id === null
      ? {}
      : {
          grant: {
            isEnded: row.grant_ended_at !== null,
            isConsentValid: row.consent_status === 'valid',
            consentValidUntilMs: row.consent_valid_until_ms ?? 0,
          },
        }),
  }
}
