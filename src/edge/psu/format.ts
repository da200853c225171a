/** Dates, amounts and small numbers as the customer reads them, in the bank's time zone. Nothing here decides what is shown. */
import type { EpochMs } from '#src/kit/clock.ts'
import { minuteMs } from '#src/kit/clock.ts'
import type { Money } from '#src/kit/money.ts'
import { decimalsOf, toDecimal } from '#src/kit/money.ts'
import type { Language } from './texts/language.ts'

const timeZone = 'Europe/Stockholm'
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', sv: 'sv-SE' }

const words: Readonly<Record<Language, readonly string[]>> = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve'.split(' '),
  sv: 'noll en två tre fyra fem sex sju åtta nio tio elva tolv'.split(' '),
}

/** A date in words: "19 May 2027". */
export function formatDate(at: EpochMs, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone }).format(at)
}

/** An amount with its currency: "18 402,10 kr". Exact for any size, because it goes by way of the decimal string. */
export function formatMoney(money: Money, language: Language): string {
  const decimals = decimalsOf(money.currency)
  const format = new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  // toDecimal writes nothing but an optional sign, digits and one dot: a StringNumericLiteral.
  return format.format(toDecimal(money) as Intl.StringNumericLiteral).replace('-', '−')
}

/** A small number as a word, a larger one as figures. */
export function formatCount(count: number, language: Language): string {
  return words[language][count] ?? new Intl.NumberFormat(locales[language]).format(count)
}

/** Whole minutes until an instant, rounded up, never negative: told to people, so coarse on purpose. */
export function minutesUntil(at: EpochMs, now: EpochMs): number {
  return Math.max(0, Math.ceil((at - now) / minuteMs))
}
