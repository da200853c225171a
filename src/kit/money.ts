/** Money as integer minor units and a currency (ISO 4217); decimal strings exist only on the wire. */

export interface Money {
  readonly amountMinor: bigint
  readonly currency: string
}

const minorDigits: Record<string, number> = { JPY: 0, ISK: 0, KRW: 0 }

/** Number of decimals of a currency (ISO 4217); two unless the currency is listed otherwise. */
export function decimalsOf(currency: string): number {
  return minorDigits[currency] ?? 2
}

/** Decimal string as Berlin Group wants it: dot, sign only when negative. */
export function toDecimal(money: Money): string {
  const decimals = decimalsOf(money.currency)
  const negative = money.amountMinor < 0n
  const digits = (negative ? -money.amountMinor : money.amountMinor)
    .toString()
    .padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`
  return `${negative ? '-' : ''}${whole}${fraction}`
}

/** Reads a decimal string ("-412.50") into minor units; undefined when it is not one or has too many decimals. */
export function parseDecimal(text: string, currency: string): Money | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/u.exec(text)
  if (!match) return undefined
  const decimals = decimalsOf(currency)
  const fraction = match[3] ?? ''
  if (fraction.length > decimals) return undefined
  const amount = BigInt(`${match[2]}${fraction.padEnd(decimals, '0')}`)
  return { amountMinor: match[1] === '-' ? -amount : amount, currency }
}
