/** The way out over SMTP. It hands over one mail at a time and decides nothing about when or how often. */
import { createTransport } from 'nodemailer'
import type { MailTransport } from '#src/domain/mail/mail-delivery.ts'
import { secondMs } from '#src/kit/clock.ts'

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password when the server wants them. */
  readonly url: string
  /** Sender: an address, with or without a name before it. */
  readonly from: string
  /** Goes no further with a server that offers no TLS. */
  readonly mustBeTls?: boolean
}

export interface SmtpTransport extends MailTransport {
  /** Connects and signs in as for a mail, and sends none. Rejects when that does not work. */
  verify(): Promise<void>
}

const connectTimeoutMs = 10 * secondMs
const silenceTimeoutMs = 30 * secondMs
const attemptTimeoutMs = 60 * secondMs
const verifyTimeoutMs = 15 * secondMs

/** Nodemailer over one address; each mail has a connection of its own, and every wait ends. */
export function createSmtpTransport(options: SmtpOptions): SmtpTransport {
  const transport = createTransport({
    url: options.url,
    requireTLS: options.mustBeTls ?? false,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    // Texts are our own: nothing in a mail may make nodemailer read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      const attempt = transport.sendMail({
        from: options.from,
        // As an object the address is one address, whatever it contains.
        to: { name: '', address: mail.to },
        ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: mail.replyTo } }),
        subject: mail.subject,
        text: mail.text,
        messageId: mail.messageId,
        date: new Date(mail.createdAt),
        headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: no holiday notes, please
      })
      await withTimeout(attempt, attemptTimeoutMs)
    },
    verify: () => withTimeout(transport.verify(), verifyTimeoutMs),
    close: () => transport.close(),
  }
}

async function withTimeout(attempt: Promise<unknown>, timeoutMs: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('the mail server took too long')), timeoutMs)
  try {
    await Promise.race([attempt, promise])
  } finally {
    clearTimeout(timer)
  }
}
