/** Reads what SMTP_URL says: where mails go, and whether they may go there without TLS. It connects to nothing. */
import { isLoopbackUrl } from './loopback.ts'

export interface SmtpAddress {
  /** As the mailer takes it. */
  readonly url: string
  /** Nothing is sent to a server that offers no TLS. */
  readonly mustBeTls: boolean
}

const word = 'tls'
const optional = 'optional'

/** `smtp:` must go over to TLS (STARTTLS), unless the server is this machine's own or the address ends in `?tls=optional`. */
export function readSmtpAddress(text: string): SmtpAddress {
  const address = new URL(text)
  const isOptional = address.searchParams.get(word) === optional
  address.searchParams.delete(word)
  const isOwn = isLoopbackUrl(text.replace(/^smtps?:/u, 'http:'))
  return { url: address.href, mustBeTls: !isOptional && !isOwn }
}
