/** E-mail addresses of developers: what is accepted, and the one form in which they are compared and kept. */
import { domainToASCII } from 'node:url'
import { refuse } from './developers-errors.ts'

const addressLengthMax = 254 // RFC 5321 §4.5.3.1.3, less the angle brackets
const localLengthMax = 64 // RFC 5321 §4.5.3.1.1

/** dot-string of RFC 5321 §4.1.2: no quotes, no spaces, no line breaks, so nothing that could end a header. */
const localPattern = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/u
const domainPattern =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/u

/** The normal form of an address, or undefined when it is none. */
export function normaliseEmail(text: string): string | undefined {
  const trimmed = text.trim().toLowerCase()
  const at = trimmed.lastIndexOf('@')
  if (at < 1 || trimmed.length > addressLengthMax) return undefined
  const local = trimmed.slice(0, at)
  const typedDomain = trimmed.slice(at + 1)
  if (/[\s\p{Cc}]/u.test(typedDomain)) return undefined // the conversion below would drop some of them
  const domain = domainToASCII(typedDomain)
  if (local.length > localLengthMax || !localPattern.test(local)) return undefined
  const email = `${local}@${domain}`
  return domainPattern.test(domain) && email.length <= addressLengthMax ? email : undefined
}

/** The normal form of an address; throws `email-invalid`. */
export function parseEmail(text: string): string {
  const email = normaliseEmail(text)
  if (email === undefined) throw refuse('email-invalid')
  return email
}
