/** Tokens that apps got for themselves, and how often they call a product, in the database. */
import { sql } from 'kysely'
import type { CompiledQuery, Kysely } from 'kysely'
import type { ProductAccessStore, ProductTokenFacts } from '#src/domain/apps/product-access.ts'
import type { Tables } from '../tables.ts'
import { readTokenPayload } from './token-payload.ts'

export function createProductAccessStore(db: Kysely<Tables>): ProductAccessStore {
  /** Built once: building costs more than the read itself. */
  let compiled: CompiledQuery | undefined
  return {
    tokensFor: (productId) => ({
      async findByTokenHash(realm, tokenHash) {
        compiled ??= buildQuery(db).compile()
        const { rows } = await db.executeQuery<FactsRow>({
          ...compiled,
          parameters: [productId, realm, tokenHash],
        })
        const [row] = rows
        return row && toFacts(row)
      },
    }),
    async countCall({ appId, productId, day }) {
      const { calls } = await db
        .insertInto('product_calls')
        .values({ app_id: appId, product_id: productId, day, calls: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['app_id', 'product_id', 'day'])
            .doUpdateSet((row) => ({ calls: row('product_calls.calls', '+', 1) })),
        )
        .returning('calls')
        .executeTakeFirstOrThrow()
      return calls
    },
    async deleteCallsBefore(day) {
      const result = await db.deleteFrom('product_calls').where('day', '<', day).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

type FactsRow = Awaited<ReturnType<ReturnType<typeof buildQuery>['executeTakeFirstOrThrow']>>

/** Its parameters are the product, the realm and the token's digest, in this order. */
function buildQuery(db: Kysely<Tables>) {
  return db
    .selectFrom('oauth_artifacts as token')
    .innerJoin('apps as app', 'app.id', 'token.app_id')
    .innerJoin('worlds as world', 'world.id', 'token.world_id')
    .leftJoin('subscriptions as subscription', (join) =>
      join.onRef('subscription.app_id', '=', 'app.id').on('subscription.product_id', '=', ''),
    )
    .where('token.realm', '=', '')
    .where('token.id_hash', '=', '')
    .where('token.kind', '=', sql.lit('ClientCredentials'))
    .select(['token.expires_at', 'token.payload'])
    .select(['app.id as app_id', 'app.deleted_at', 'app.organisation_id'])
    .select(['world.id as world_id', 'world.clock_offset_ms'])
    .select('subscription.product_id')
}

function toFacts(row: FactsRow): ProductTokenFacts {
  return {
    tokenExpiresAtMs: row.expires_at ?? 0,
    ...readTokenPayload(row.payload),
    appId: row.app_id,
    isAppDeleted: row.deleted_at !== null,
    organisationId: row.organisation_id,
    worldId: row.world_id,
    clockOffsetMs: row.clock_offset_ms,
    isSubscribed: row.product_id !== null,
  }
}
