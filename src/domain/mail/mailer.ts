/** Writes mails into the outbox, inside the transaction of what they tell. It sends nothing. */
import type { Clock } from '#src/kit/clock.ts'
import { createId } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import type { MailStore, OutgoingMail } from './mail-store.ts'
import { mailTexts } from './mail-texts.ts'
import type { MailLanguage } from './mail-texts.ts'

/** What to tell whom. Mails with a link carry the token that goes into it. */
export type Mail = { readonly to: string; readonly language: MailLanguage } & (
  | { readonly kind: 'activation' | 'password-reset'; readonly token: string }
  | { readonly kind: 'secret-created' | 'secret-revoked'; readonly appId: string }
  | { readonly kind: 'already-registered' | 'password-changed' | 'account-deleted' }
)

/** A message passed on. `replyTo` is an address that has been checked. */
export interface Letter {
  readonly to: string
  readonly replyTo: string | undefined
  readonly subject: string
  readonly text: string
}

export interface MailerOptions {
  /** Base of the links, and of the Message-ID. */
  readonly publicUrl: string
  readonly bankName: string
  readonly clock: Clock
  readonly random: Random
  /** No mail server: mails go straight to the local mailbox. */
  readonly hasLocalMailbox?: boolean
}

export class Mailer {
  readonly #options: MailerOptions

  constructor(options: MailerOptions) {
    this.#options = options
  }

  /** Puts the mail into the outbox of a transaction: it goes out when, and only when, that commits. */
  async enqueue(stores: { readonly mails: MailStore }, mail: Mail): Promise<void> {
    const { publicUrl, bankName } = this.#options
    const link = linkOf(mail, publicUrl)
    const { subject, paragraphs } = mailTexts[mail.language][mail.kind]({ bankName, link })
    const text = `${paragraphs.join('\n\n')}\n\n-- \n${bankName}\n`
    await this.#create(stores, { to: mail.to, subject, text, links: [link] })
  }

  /** Puts a message that somebody else wrote into the outbox, as text alone: a link in it is nobody's promise. */
  async forward(stores: { readonly mails: MailStore }, letter: Letter): Promise<void> {
    const { to, replyTo, subject, text } = letter
    const answer = replyTo === undefined ? {} : { replyTo: toHeaderText(replyTo) }
    await this.#create(stores, { to, ...answer, subject, text: `${text}\n`, links: [] })
  }

  async #create(
    stores: { readonly mails: MailStore },
    mail: Omit<OutgoingMail, 'id' | 'messageId' | 'createdAt'>,
  ): Promise<void> {
    const { publicUrl, clock, random, hasLocalMailbox } = this.#options
    const createdAt = clock.now()
    const id = createId('mail', createdAt, random)
    const messageId = `<${id}@${new URL(publicUrl).hostname}>`
    const subject = toHeaderText(mail.subject)
    const outgoing = { ...mail, id, messageId, subject, createdAt }
    await stores.mails.create(outgoing, hasLocalMailbox ? 'shown' : 'queued')
  }
}

function linkOf(mail: Mail, publicUrl: string): string {
  const base = publicUrl.replace(/\/+$/u, '') + (mail.language === 'sv' ? '/sv' : '')
  switch (mail.kind) {
    case 'activation':
      return `${base}/activate?token=${encodeURIComponent(mail.token)}`
    case 'password-reset':
      return `${base}/reset-password?token=${encodeURIComponent(mail.token)}`
    case 'already-registered':
    case 'password-changed':
      return `${base}/lost-password`
    case 'secret-created':
    case 'secret-revoked':
      return `${base}/apps/${encodeURIComponent(mail.appId)}/secrets`
    case 'account-deleted':
      return `${base}/`
  }
}

/** A bank's name is data of the pack: a line break in it must not begin a header of its own. @see RFC 5322 §2.2 */
function toHeaderText(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ')
}
