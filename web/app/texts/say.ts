/** Turns a key of the catalogue into a text of the reader's language; knows no page. */
import { createInstance } from 'i18next'
import type { Language } from '../paths.ts'
import { en, type TextKey } from './en.ts'
import { sv } from './sv.ts'

export type { TextKey }
export type TextValues = Record<string, string | number>
/** A text by its key. Plural forms are chosen by `count`. */
export type Say = (key: TextKey | PluralKey, values?: TextValues) => string

type PluralKey = TextKey extends infer Key
  ? Key extends `${infer Stem}_one`
    ? Stem
    : never
  : never

const catalogue = createInstance({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it draws; escaping twice would show entities.
  interpolation: { escapeValue: false },
  resources: { en: { translation: en }, sv: { translation: sv } },
})
void catalogue.init()

const sayers: Record<Language, Say> = { en: sayIn('en'), sv: sayIn('sv') }

function sayIn(language: Language): Say {
  const translate = catalogue.getFixedT(language)
  return (key, values) => String(translate(key, values ?? {}))
}

export function sayFor(language: Language): Say {
  return sayers[language]
}

/** How long to wait, in words. */
export function sayWait(say: Say, seconds: number): string {
  if (seconds < 90) return say('wait.seconds', { count: Math.max(1, Math.ceil(seconds)) })
  return say('wait.minutes', { count: Math.ceil(seconds / 60) })
}
