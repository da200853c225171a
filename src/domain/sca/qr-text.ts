/** The text of the animated QR code of an authentication: a pure function, so that a page without script shows the right one by being loaded again. */
import { createHmac } from 'node:crypto'

/** What the bank handed out when the authentication started. */
interface QrSeed {
  readonly qrStartToken: string
  readonly qrSecret: string
}

/**
 * The QR text a number of whole seconds after the start: `bankid.<token>.<seconds>.<HMAC-SHA256>`.
 * @see BankID Relying Party Guidelines 6, "QR code generation"
 */
export function qrText(seed: QrSeed, secondsSinceStart: number): string {
  const seconds = String(Math.max(0, Math.floor(secondsSinceStart)))
  const proof = createHmac('sha256', seed.qrSecret).update(seconds).digest('hex')
  return `bankid.${seed.qrStartToken}.${seconds}.${proof}`
}
