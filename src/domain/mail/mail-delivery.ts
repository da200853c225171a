/** Takes due mails out of the outbox and hands them to the mail server, at least once each. It knows no protocol and writes no text. */
import { dayMs, hourMs, minuteMs, secondMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import type { Log } from '#src/kit/log.ts'
import type { MailStore, OutgoingMail } from './mail-store.ts'

/** The way out. `send` resolves when the mail server has taken the mail and rejects in every other case. */
export interface MailTransport {
  send(mail: OutgoingMail): Promise<void>
  close(): void
}

export interface MailDeliveryOptions {
  readonly store: MailStore
  /** Undefined: there is no mail server, and mails are shown in the local mailbox. */
  readonly transport: MailTransport | undefined
  readonly clock: Clock
  readonly log: Log
}

export interface MailDelivery {
  /** Tries what is due and answers how many mails left; a mail that fails waits for its next turn. */
  deliverDue(): Promise<number>
}

const batchMax = 50
/** Longer than any attempt may take (see the time-outs of the transport): nobody tries the same mail meanwhile. */
const claimMs = 5 * minuteMs
const backOffMinMs = 10 * secondMs
const backOffMaxMs = hourMs
const patienceMs = dayMs

export function createMailDelivery(options: MailDeliveryOptions): MailDelivery {
  const { store, transport, clock } = options
  return {
    async deliverDue() {
      if (!transport) return store.showQueued()
      let delivered = 0
      for (const id of await store.listDue(clock.now(), batchMax)) {
        if (await deliver({ ...options, transport }, id)) delivered += 1
      }
      return delivered
    },
  }
}

/** How long to wait after a failed attempt (the first is 1): doubles from 10 seconds to an hour. */
export function backOffMs(attempts: number): number {
  return Math.min(backOffMaxMs, backOffMinMs * 2 ** (attempts - 1))
}

async function deliver(
  options: MailDeliveryOptions & { readonly transport: MailTransport },
  id: string,
): Promise<boolean> {
  const { store, transport, clock, log } = options
  const now = clock.now()
  const mail = await store.claim(id, { now, until: now + claimMs })
  if (!mail) return false
  try {
    await transport.send(mail)
  } catch (cause) {
    const error = cause instanceof Error ? cause.message : String(cause)
    const failedAt = clock.now()
    if (failedAt - mail.createdAt >= patienceMs) {
      log.error({ mailId: id, attempts: mail.attempts, err: cause }, 'a mail was given up')
      await store.giveUp(id, error)
      return false
    }
    log.warn({ mailId: id, attempts: mail.attempts, err: cause }, 'a mail could not be sent')
    await store.postpone(id, { nextAttemptAt: failedAt + backOffMs(mail.attempts), error })
    return false
  }
  // A crash here sends the mail again when the claim ends: twice is better than never, and the Message-ID is the same.
  await store.markSent(id, clock.now())
  return true
}
