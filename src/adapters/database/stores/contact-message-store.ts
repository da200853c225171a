/** Messages of the contact form in the database. */
import type { Kysely } from 'kysely'
import type { ContactMessageStore } from '#src/domain/support/contact-message-store.ts'
import type { Tables } from '../tables.ts'

export function createContactMessageStore(db: Kysely<Tables>): ContactMessageStore {
  const remove = async (references: readonly string[]) => {
    if (references.length > 0)
      await db.deleteFrom('contact_messages').where('reference', 'in', references).execute()
  }
  return {
    async create(message) {
      await db
        .insertInto('contact_messages')
        .values({
          reference: message.reference,
          realm: message.realm,
          created_at: message.createdAt,
          language: message.language,
          fields: JSON.stringify(message.answers),
          developer_id: message.developerId ?? null,
        })
        .execute()
    },
    // Relies on the index contact_messages_created_at.
    async removeBefore(before, limit) {
      const rows = await db
        .selectFrom('contact_messages')
        .select('reference')
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(limit)
        .execute()
      const references = rows.map((row) => row.reference)
      await remove(references)
      return references
    },
    // An erased developer stays as a row that is deleted and waits for nothing.
    async removeOfErased(limit) {
      const rows = await db
        .selectFrom('contact_messages')
        .innerJoin('developers', 'developers.id', 'contact_messages.developer_id')
        .select('contact_messages.reference')
        .where('developers.state', '=', 'deleted')
        .where('developers.erase_at', 'is', null)
        .orderBy('contact_messages.reference')
        .limit(limit)
        .execute()
      const references = rows.map((row) => row.reference)
      await remove(references)
      return references
    },
  }
}
