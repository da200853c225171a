/** The slots of visitors in the database. */
import type { ExpressionBuilder, Kysely } from 'kysely'
import type { SlotVisitor, VisitorSlotStore } from '#src/domain/console/visitor-slot-store.ts'
import type { Tables } from '../tables.ts'

export function createVisitorSlotStore(db: Kysely<Tables>): VisitorSlotStore {
  return {
    async findLeased(visitorHash) {
      const row = await db
        .selectFrom('visitor_slots')
        .select(['number', 'changed_at'])
        .where('visitor_hash', '=', visitorHash)
        .executeTakeFirst()
      return row && { number: row.number, changedAt: row.changed_at }
    },
    async countLeasedOf(sourceHash) {
      const { many } = await db
        .selectFrom('visitor_slots')
        .select((row) => row.fn.countAll().as('many'))
        .where('source_hash', '=', sourceHash)
        .executeTakeFirstOrThrow()
      return Number(many)
    },
    async touch(visitorHash, at) {
      const query = db.updateTable('visitor_slots').set({ changed_at: at })
      await query.where('visitor_hash', '=', visitorHash).execute()
    },
    ...createLeasing(db),
    ...createClearing(db),
  }
}

function leasedTo({ visitorHash, sourceHash }: SlotVisitor, at: number) {
  return {
    state: 'leased',
    visitor_hash: visitorHash,
    source_hash: sourceHash,
    leased_at: at,
    changed_at: at,
  }
}

function createLeasing(db: Kysely<Tables>): Pick<VisitorSlotStore, 'leaseFree' | 'leaseNew'> {
  return {
    async leaseFree(visitor, at) {
      const free = await db
        .selectFrom('visitor_slots')
        .select('number')
        .where('state', '=', 'free')
        .orderBy('changed_at')
        .orderBy('number')
        .executeTakeFirst()
      if (!free) return undefined
      // The row taken meanwhile, or by now a lease of the same visitor: the caller looks again.
      const { numUpdatedRows } = await db
        .updateTable('visitor_slots')
        .set(leasedTo(visitor, at))
        .where('number', '=', free.number)
        .where('state', '=', 'free')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('visitor_slots as other')
                .select('other.number')
                .where('other.visitor_hash', '=', visitor.visitorHash),
            ),
          ),
        )
        .executeTakeFirst()
      return numUpdatedRows > 0n ? free.number : undefined
    },
    async leaseNew(visitor, { max, at }) {
      const { many } = await db
        .selectFrom('visitor_slots')
        .select((row) => row.fn.countAll().as('many'))
        .executeTakeFirstOrThrow()
      const number = Number(many)
      if (number >= max) return undefined
      const made = await db
        .insertInto('visitor_slots')
        .values({ number, ...leasedTo(visitor, at) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return (made.numInsertedOrUpdatedRows ?? 0n) > 0n ? number : undefined
    },
  }
}

function createClearing(db: Kysely<Tables>) {
  return {
    async endLeases(before: { usedBefore: number; leasedBefore: number; at: number }) {
      await db
        .updateTable('visitor_slots')
        .set({ state: 'ended', visitor_hash: null, source_hash: null, changed_at: before.at })
        .where('state', '=', 'leased')
        .where(({ or, eb }) =>
          or([
            eb('changed_at', '<=', before.usedBefore),
            eb('leased_at', '<=', before.leasedBefore),
          ]),
        )
        .execute()
    },
    async listToReset(stuckBefore: number) {
      const query = db.selectFrom('visitor_slots').select('number').where(isToReset(stuckBefore))
      const rows = await query.execute()
      return rows.map(({ number }) => number)
    },
    async beginReset(number: number, stuckBefore: number, at: number) {
      const result = await db
        .updateTable('visitor_slots')
        .set({ state: 'resetting', changed_at: at })
        .where('number', '=', number)
        .where(isToReset(stuckBefore))
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async free(number: number, at: number) {
      await db
        .updateTable('visitor_slots')
        .set({ state: 'free', changed_at: at })
        .where('number', '=', number)
        .where('state', '=', 'resetting')
        .execute()
    },
  }
}

function isToReset(stuckBefore: number) {
  return ({ or, and, eb }: ExpressionBuilder<Tables, 'visitor_slots'>) =>
    or([
      eb('state', '=', 'ended'),
      and([eb('state', '=', 'resetting'), eb('changed_at', '<=', stuckBefore)]),
    ])
}
