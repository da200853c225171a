/** Fills the texts that a customer reads beside a transaction. Swedish, as the bank's customers are. */
import type { Counterparty } from '#src/domain/catalogue/activity.ts'
import { hasLuhnDigit } from '#src/domain/catalogue/personal-number.ts'
import type { Seeded } from './seeded.ts'

const monthNames = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
]

interface TextFacts {
  readonly counterparty: Counterparty
  readonly date: string
  readonly seeded: Seeded
}

/** Replaces {name} {place} {month} {date} {ocr} {reference}. */
export function fillText(template: string, facts: TextFacts): string {
  const fills: Record<string, () => string> = {
    name: () => facts.counterparty.name,
    place: () => facts.counterparty.place ?? '',
    month: () => monthNames[Number(facts.date.slice(5, 7)) - 1] ?? '',
    date: () => facts.date.slice(2).replaceAll('-', ''),
    ocr: () => createOcr(facts.seeded),
    reference: () => String(facts.seeded.int(100_000, 999_999)),
  }
  const text = template.replaceAll(/\{(\w+)\}/gu, (whole, word: string) => fills[word]?.() ?? whole)
  return text.trim()
}

const ocrLength = 10

/** An OCR reference with length and check digit. @see Bankgirot, "OCR-referenskontroll", level 4 */
function createOcr(seeded: Seeded): string {
  const body = `${seeded.int(10_000_000, 99_999_999)}${ocrLength % 10}`
  for (let digit = 0; digit <= 9; digit += 1) {
    if (hasLuhnDigit(`${body}${digit}`)) return `${body}${digit}`
  }
  throw new RangeError('every text of digits has a check digit')
}
