/** Examines the way out for mails exactly as the mailer takes it: same connection, same certificate rules, same credentials. It sends nothing. */
import { createSmtpTransport } from '#src/adapters/mail/smtp-transport.ts'
import { isLoopbackUrl } from '#src/config/loopback.ts'
import { readSmtpAddress } from '#src/config/smtp-address.ts'
import type { Examination, Finding } from './finding.ts'
import { messageOf } from './finding.ts'

export const examineMail: Examination = async ({ config: { smtpUrl } }) => {
  if (!smtpUrl) return [{ state: 'note', text: 'No mail server: mails are shown at /mailbox' }]
  const { url, mustBeTls } = readSmtpAddress(smtpUrl.reveal())
  const { hostname, port, protocol } = new URL(url)
  const name = `Mail server ${hostname}:${Number(port) || (protocol === 'smtps:' ? 465 : 587)}`
  const problem = await tryMailServer(url, { mustBeTls })
  if (problem !== undefined)
    return [
      {
        state: 'unsafe',
        text: `${name} takes no mail from us (${problem}). Mails wait in the outbox for a day.`,
      },
    ]
  return [
    { state: 'fine', text: `${name} takes mail from us` },
    ...(mustBeTls ? [] : await examinePrivacy(url, name)),
  ]
}

/** Where TLS is optional, it is said when the server offers none. */
async function examinePrivacy(url: string, name: string): Promise<Finding[]> {
  if (!url.startsWith('smtp:') || isLoopbackUrl(url.replace(/^smtp:/u, 'http:'))) return []
  if ((await tryMailServer(url, { mustBeTls: true })) === undefined) return []
  return [
    {
      state: 'unsafe',
      text: `${name} offers no TLS: mails with their links are readable on the way. Take ?tls=optional out of SMTP_URL, and use smtps: or a server that offers STARTTLS.`,
    },
  ]
}

async function tryMailServer(
  url: string,
  options: { readonly mustBeTls?: boolean },
): Promise<string | undefined> {
  const transport = createSmtpTransport({ url, from: '', ...options })
  try {
    await transport.verify()
    return undefined
  } catch (error) {
    return messageOf(error)
  } finally {
    transport.close()
  }
}
