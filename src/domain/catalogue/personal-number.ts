/** Swedish personal identity numbers reserved for tests. It must never accept a number that a living person could have. */

/** True when the last digit is the Luhn check digit of those before it. @see ISO/IEC 7812-1 annex B */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0
  let isDoubled = false
  for (const character of Array.from(digits).reverse()) {
    const value = Number(character) * (isDoubled ? 2 : 1)
    sum += value > 9 ? value - 9 : value
    isDoubled = !isDoubled
  }
  return /^\d{2,}$/u.test(digits) && sum % 10 === 0
}

/**
 * True for a number (YYYYMMDDNNNC) from the series 980-999 that the Swedish Tax Agency keeps free for tests,
 * with a real date and the right check digit over its last ten digits.
 */
export function isTestPersonalNumber(text: string): boolean {
  const match = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})9[89]\d\d$/u.exec(text)
  if (!match?.groups) return false
  const { year, month, day } = match.groups
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return false
  return hasLuhnDigit(text.slice(2))
}
