/** What the mail room needs from the store: a durable outbox. A row is written with the change that causes it and leaves by delivery alone. */
import type { EpochMs } from '#src/kit/clock.ts'

/** A mail as it will leave. Every attempt carries the same Message-ID, so that a receiver can drop the second copy. */
export interface OutgoingMail {
  readonly id: string
  readonly messageId: string
  readonly to: string
  /** Where an answer goes when it should not go to the sender of all mails; a checked address. */
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  /** The absolute links inside the text. */
  readonly links: readonly string[]
  readonly createdAt: EpochMs
}

/** A mail that this process alone may try to send until its claim ends. */
export interface ClaimedMail extends OutgoingMail {
  /** Attempts, this one included. */
  readonly attempts: number
}

export interface ShownMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly links: readonly string[]
  readonly createdAt: EpochMs
}

export interface DueMail {
  readonly id: string
  /** Attempts so far. */
  readonly attempts: number
}

export interface DueMailsWanted {
  readonly limit: number
  readonly attemptsMin?: number
  readonly attemptsMax?: number
}

export interface MailStore {
  create(mail: OutgoingMail, state: 'queued' | 'shown'): Promise<void>
  /** Mails that are due and that nobody has claimed, oldest first; with so many attempts behind them. */
  listDue(now: EpochMs, wanted: DueMailsWanted): Promise<DueMail[]>
  /** Claims a due mail and counts the attempt; undefined when somebody else was quicker. */
  claim(id: string, claim: { now: EpochMs; until: EpochMs }): Promise<ClaimedMail | undefined>
  /** The mail server has taken it: the text, which may hold a live link, is forgotten. */
  markSent(id: string, at: EpochMs): Promise<void>
  /** It did not work: the claim ends and the mail is due again later. */
  postpone(id: string, later: { nextAttemptAt: EpochMs; error: string }): Promise<void>
  /** It will not be tried again; the text is forgotten. */
  giveUp(id: string, error: string): Promise<void>
  /** Turns everything queued into mails for the local mailbox and tells how many there were. */
  showQueued(): Promise<number>
  /** Mails of the local mailbox, newest first. */
  listShown(limit: number): Promise<ShownMail[]>
  /** Removes what was written to an address up to a moment; used when the address is erased. */
  removeOf(recipient: string, until: EpochMs): Promise<void>
  /** Removes the letters to an address whose subject begins like this. */
  removeAbout(recipient: string, beginning: string): Promise<void>
}
