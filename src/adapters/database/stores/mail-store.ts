/** The outbox in the database. */
import type { Kysely, Selectable } from 'kysely'
import type { DueMailsWanted, MailStore, OutgoingMail } from '#src/domain/mail/mail-store.ts'
import type { MailTable, Tables } from '../tables.ts'

const errorLengthMax = 300
const forgotten = { body: '', links: '[]', reply_to: null } as const

export function createMailStore(db: Kysely<Tables>): MailStore {
  return { ...createOutbox(db), ...createMailbox(db) }
}

function createOutbox(db: Kysely<Tables>) {
  return {
    async create(mail: OutgoingMail, state: 'queued' | 'shown') {
      await db.insertInto('mails').values(toRow(mail, state)).execute()
    },
    // Relies on the index mails_state_next_attempt_at.
    async listDue(now: number, { limit, attemptsMin = 0, attemptsMax }: DueMailsWanted) {
      let query = db
        .selectFrom('mails')
        .select(['id', 'attempts'])
        .where('state', '=', 'queued')
        .where('next_attempt_at', '<=', now)
        .where('claimed_until', '<=', now)
        .where('attempts', '>=', attemptsMin)
        .orderBy('next_attempt_at')
        .orderBy('id')
        .limit(limit)
      if (attemptsMax !== undefined) query = query.where('attempts', '<=', attemptsMax)
      return query.execute()
    },
    async claim(id: string, claim: { now: number; until: number }) {
      const row = await db
        .updateTable('mails')
        .set((eb) => ({ claimed_until: claim.until, attempts: eb('attempts', '+', 1) }))
        .where('id', '=', id)
        .where('state', '=', 'queued')
        .where('next_attempt_at', '<=', claim.now)
        .where('claimed_until', '<=', claim.now)
        .returningAll()
        .executeTakeFirst()
      return row && { ...toMail(row), attempts: row.attempts }
    },
    async markSent(id: string, at: number) {
      await settle(db, id, { ...forgotten, state: 'sent', sent_at: at, last_error: null })
    },
    async postpone(id: string, later: { nextAttemptAt: number; error: string }) {
      const last_error = later.error.slice(0, errorLengthMax)
      await settle(db, id, { next_attempt_at: later.nextAttemptAt, claimed_until: 0, last_error })
    },
    async giveUp(id: string, error: string) {
      const last_error = error.slice(0, errorLengthMax)
      await settle(db, id, { ...forgotten, state: 'given-up', last_error })
    },
  }
}

function createMailbox(db: Kysely<Tables>) {
  return {
    async showQueued() {
      const result = await db
        .updateTable('mails')
        .set({ state: 'shown' })
        .where('state', '=', 'queued')
        .executeTakeFirst()
      return Number(result.numUpdatedRows)
    },
    async listShown(limit: number) {
      const rows = await db
        .selectFrom('mails')
        .selectAll()
        .where('state', '=', 'shown')
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => {
        const { to, subject, text, links, createdAt } = toMail(row)
        return { to, subject, text, links, createdAt }
      })
    },
    async removeOf(recipient: string, until: number) {
      await db
        .deleteFrom('mails')
        .where('recipient', '=', recipient)
        .where('created_at', '<=', until)
        .execute()
    },
    // References hold letters, digits and a hyphen: no character that LIKE would read as a wildcard.
    async removeAbout(recipient: string, beginning: string) {
      const query = db.deleteFrom('mails').where('recipient', '=', recipient)
      await query.where('subject', 'like', `${beginning}%`).execute()
    },
  }
}

/** Only what is still queued changes: the end of a claim must not undo what another process has settled. */
async function settle(db: Kysely<Tables>, id: string, change: Partial<MailTable>) {
  const update = db.updateTable('mails').set(change)
  await update.where('id', '=', id).where('state', '=', 'queued').execute()
}

function toRow(mail: OutgoingMail, state: MailTable['state']): MailTable {
  return {
    id: mail.id,
    message_id: mail.messageId,
    recipient: mail.to,
    subject: mail.subject,
    body: mail.text,
    links: JSON.stringify(mail.links),
    state,
    attempts: 0,
    next_attempt_at: mail.createdAt,
    claimed_until: 0,
    created_at: mail.createdAt,
    sent_at: null,
    last_error: null,
    reply_to: mail.replyTo ?? null,
  }
}

/** Rows are written by `toRow` alone, so the JSON inside them can be trusted. */
function toMail(row: Selectable<MailTable>): OutgoingMail {
  return {
    id: row.id,
    messageId: row.message_id,
    to: row.recipient,
    ...(row.reply_to === null ? {} : { replyTo: row.reply_to }),
    subject: row.subject,
    text: row.body,
    links: JSON.parse(row.links) as string[],
    createdAt: row.created_at,
  }
}
