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

/** Minor units of a decimal string that has at most the currency's decimals. */
export function toMinor(decimal: string, currency: string): bigint {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.')
  const minor = BigInt(`${whole}${fraction.padEnd(decimalsOf(currency), '0')}`)
  return decimal.startsWith('-') ? -minor : minor
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
