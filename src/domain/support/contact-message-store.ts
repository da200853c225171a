/** What the room needs from the store about messages of the contact form. A message is written once and erased whole. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { ContactAnswers } from './contact-answers.ts'

export interface ContactMessage {
  /** What the sender is told and the bank's mail is headed with. */
  readonly reference: string
  readonly realm: string
  readonly createdAt: EpochMs
  readonly language: 'en' | 'sv'
  readonly answers: ContactAnswers
  /** Set when the sender was signed in. */
  readonly developerId?: string
}

export interface ContactMessageStore {
  create(message: ContactMessage): Promise<void>
  /** Removes messages from before a moment, oldest first; answers their references. */
  removeBefore(before: EpochMs, limit: number): Promise<string[]>
  /** Removes messages of developers who have been erased; answers their references. */
  removeOfErased(limit: number): Promise<string[]>
}
