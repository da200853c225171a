/** Takes due mails out of the outbox and hands them to the mail server, at least once each. It knows no protocol and writes no text. */
import { dayMs, hourMs, minuteMs, secondMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import type { Log } from '#src/kit/log.ts'
import type { DueMail, MailStore, OutgoingMail } from './mail-store.ts'

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
  /** Takes up what is due while there is room, and waits for none of it: a mail that hangs holds up no other. */
  takeUp(): Promise<void>
  /** Tries what is due, waits for it and answers how many mails left; a mail that fails waits for its next turn. */
  deliverDue(): Promise<number>
  /** Resolves when nothing is on its way any more, at the latest after this time; answers how many still are. */
  settled(withinMs: number): Promise<number>
}

/** Mails on their way at the same time; of them so many that have failed before, so that new ones always find room. */
const atOnceMax = 10
const retriesAtOnceMax = 5
/** Longer than any attempt may take (see the time-outs of the transport): nobody tries the same mail meanwhile. */
const claimMs = 5 * minuteMs
const backOffMinMs = 10 * secondMs
const backOffMaxMs = hourMs
const patienceMs = dayMs

export function createMailDelivery(options: MailDeliveryOptions): MailDelivery {
  const { store, transport, clock, log } = options
  const underWay = new Map<Promise<boolean>, { readonly isRetry: boolean }>()
  const countRetries = () => [...underWay.values()].filter(({ isRetry }) => isRetry).length
  const begin = (via: MailTransport, mail: DueMail) => {
    const attempt = deliver({ ...options, transport: via }, mail.id)
      .catch((error: unknown) => {
        log.error({ err: error, mailId: mail.id }, 'a mail could not be settled')
        return false
      })
      .finally(() => underWay.delete(attempt))
    underWay.set(attempt, { isRetry: mail.attempts > 0 })
    return attempt
  }
  /** Begins with what is due as far as there is room. */
  const fill = async (): Promise<{ readonly begun: readonly Promise<boolean>[] }> => {
    const begun: Promise<boolean>[] = []
    if (!transport || underWay.size >= atOnceMax) return { begun }
    const due = await store.listDue(clock.now(), { limit: atOnceMax, attemptsMax: 0 })
    const again = await store.listDue(clock.now(), { limit: retriesAtOnceMax, attemptsMin: 1 })
    for (const mail of [...due, ...again]) {
      const hasRoom = underWay.size < atOnceMax
      if (hasRoom && (mail.attempts === 0 || countRetries() < retriesAtOnceMax))
        begun.push(begin(transport, mail))
    }
    return { begun }
  }
  return {
    async takeUp() {
      if (transport) await fill()
      else await store.showQueued()
    },
    async deliverDue() {
      if (!transport) return store.showQueued()
      let delivered = 0
      for (;;) {
        const { begun } = await fill()
        if (begun.length === 0) return delivered
        delivered += (await Promise.all(begun)).filter(Boolean).length
      }
    },
    async settled(withinMs) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, withinMs)
      await Promise.race([Promise.all(underWay.keys()), promise])
      clearTimeout(timer)
      return underWay.size
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
