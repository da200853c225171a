/** Notices of operators in the database. */
import type { Kysely, Selectable } from 'kysely'
import type { NoticeStore, StoredNotice } from '#src/domain/support/notice-store.ts'
import type { NoticeTable, Tables } from '../tables.ts'

export function createNoticeStore(db: Kysely<Tables>): NoticeStore {
  return {
    async create({ id, realm, kind, from, until, text, createdAt }) {
      const texts = { text_en: text.en, text_sv: text.sv }
      const times = { from_ms: from, until_ms: until, created_at: createdAt }
      await db
        .insertInto('notices')
        .values({ id, realm, kind, ...texts, ...times })
        .execute()
    },
    async find(id) {
      const row = await db.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toNotice(row)
    },
    // Relies on the index notices_until_ms.
    async listEndingAfter(at, limit) {
      const rows = await db
        .selectFrom('notices')
        .selectAll()
        .where('until_ms', '>', at)
        .orderBy('from_ms')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(toNotice)
    },
    async end(id, at) {
      const result = await db
        .updateTable('notices')
        .set({ until_ms: at })
        .where('id', '=', id)
        .where('until_ms', '>', at)
        .executeTakeFirst()
      return Number(result.numUpdatedRows) > 0
    },
  }
}

function toNotice(row: Selectable<NoticeTable>): StoredNotice {
  const { id, realm, kind } = row
  const text = { en: row.text_en, sv: row.text_sv }
  const times = { from: row.from_ms, until: row.until_ms, createdAt: row.created_at }
  return { id, realm, kind, text, ...times }
}
