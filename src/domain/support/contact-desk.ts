/** Takes messages of the contact form: stored first, queued as a mail to the bank in the same transaction, erased in time. It sends nothing itself. */
import type { Transact } from '#src/domain/audit/transact.ts'
import type { ContactForm } from '#src/domain/catalogue/contact-form.ts'
import type { RateLimits } from '#src/domain/developers/rate-limits.ts'
import type { MailStore } from '#src/domain/mail/mail-store.ts'
import type { Mailer } from '#src/domain/mail/mailer.ts'
import { dayMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Log } from '#src/kit/log.ts'
import { findStoreFailure } from '#src/kit/store-unavailable-error.ts'
import type { Random } from '#src/kit/random.ts'
import { parseContactAnswers, senderOf } from './contact-answers.ts'
import { letterMark, writeContactLetter } from './contact-letter.ts'
import type { ContactMessage, ContactMessageStore } from './contact-message-store.ts'

/** Twelve months: long enough to answer and to look up what was answered, then nobody needs to know who asked. */
export const messagesKeptDays = 365
const keptMs = messagesKeptDays * dayMs
const erasuresMax = 500
const referenceAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const referenceLength = 10

export interface ContactDeskOptions {
  readonly transact: Transact<{ contactMessages: ContactMessageStore; mails: MailStore }>
  readonly form: ContactForm
  /** Where the mails go: the pack's developer contact. */
  readonly contact: string
  /** Language of the people who read the mails. */
  readonly contactLanguage: 'en' | 'sv'
  readonly mailer: Mailer
  readonly limits: RateLimits
  readonly realm: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

export interface NewContactMessage {
  readonly fields: Readonly<Record<string, string>>
  readonly language: 'en' | 'sv'
  readonly developerId?: string
  /** Network address of the sender. */
  readonly source: string
}

export class ContactDesk {
  readonly #options: ContactDeskOptions

  constructor(options: ContactDeskOptions) {
    this.#options = options
  }

  get form(): ContactForm {
    return this.#options.form
  }

  /**
   * Answers the reference once the message is stored for good. Throws a ContactFormError, `too-many-requests`, or
   * `contact-unavailable` when it could not be stored.
   */
  async send(message: NewContactMessage): Promise<string> {
    const { form, clock, realm, random, log } = this.#options
    const answers = parseContactAnswers(form, message.fields)
    const { language, developerId } = message
    const facts = { realm, createdAt: clock.now(), language, answers }
    const sender = developerId === undefined ? {} : { developerId }
    try {
      await this.#count(message)
      const stored = { ...facts, ...sender, reference: createReference(random) }
      await this.#store(stored)
      return stored.reference
    } catch (error) {
      const failure = findStoreFailure(error)
      if (!failure && error instanceof DomainError) throw error
      // The caller is told what to do; why it failed is for the operator.
      log.error({ err: error }, 'a message of the contact form could not be stored')
      throw new DomainError('contact-unavailable', failure?.facts)
    }
  }

  /** Removes what is older than twelve months or was written by a developer who has been erased; answers how many. */
  async eraseDue(): Promise<number> {
    const { transact, clock, contact } = this.#options
    const before = clock.now() - keptMs
    return transact(async ({ contactMessages, mails, audit }) => {
      const references = [
        ...(await contactMessages.removeBefore(before, erasuresMax)),
        ...(await contactMessages.removeOfErased(erasuresMax)),
      ]
      // Without a mail server the letters stay in the local mailbox, with all that was written in them.
      await mails.removeOf(contact, before)
      for (const reference of references) {
        await mails.removeAbout(contact, letterMark(reference))
        const subject = { kind: 'contact-message', id: reference }
        audit.record({ actor: { kind: 'system' }, action: 'contact-message.erased', subject })
      }
      return references.length
    })
  }

  /** Whoever is signed in is counted as a person, so that an office behind one address does not share a limit. */
  async #count({ developerId, source }: NewContactMessage): Promise<void> {
    const of = [developerId ?? source]
    await this.#options.limits.take([
      { name: 'contact-sender', of },
      { name: 'contact-total', of: [] },
    ])
  }

  async #store(message: ContactMessage): Promise<void> {
    const { transact, form, contact, contactLanguage, mailer } = this.#options
    const replyTo = senderOf(form, message.answers)
    const letter = writeContactLetter(form, message, contactLanguage)
    await transact(async ({ contactMessages, mails, audit }) => {
      await contactMessages.create(message)
      await mailer.forward({ mails }, { to: contact, replyTo, ...letter })
      const { realm, reference, developerId } = message
      audit.note({
        realm,
        actor:
          developerId === undefined ? { kind: 'system' } : { kind: 'developer', id: developerId },
        action: 'contact-message.taken',
        subject: { kind: 'contact-message', id: reference },
      })
    })
  }
}

/** Read out over a telephone without mistakes: no 0, O, 1, I, L, U; about 49 random bits. */
function createReference(random: Random): string {
  const { length } = referenceAlphabet
  const fair = 256 - (256 % length)
  let letters = ''
  while (letters.length < referenceLength) {
    for (const byte of random.bytes(2 * referenceLength)) {
      if (byte < fair && letters.length < referenceLength)
        letters += referenceAlphabet.charAt(byte % length)
    }
  }
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}
