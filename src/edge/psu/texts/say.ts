/** Reads a text from the catalogue and fills in its words. Values are escaped like any other value of a template. */
import type { Html, HtmlValue } from '../html.ts'
import { html } from '../html.ts'
import { en } from './en.ts'
import type { TextKey, Texts } from './en.ts'
import type { Language } from './language.ts'
import { sv } from './sv.ts'

/** The catalogue of each language. */
export const catalogues: Readonly<Record<Language, Texts>> = { en, sv }

/** The words a text wants filled in, read from the text itself: a forgotten one does not compile. */
type WordsOf<Text extends string> = Text extends `${string}{{${infer Word}}}${infer Rest}`
  ? Word | WordsOf<Rest>
  : never

type ValuesOf<Key extends TextKey> = [WordsOf<(typeof en)[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<WordsOf<(typeof en)[Key]>, HtmlValue>>]

/** Says a text of the catalogue in one language. */
export type Say = <Key extends TextKey>(key: Key, ...values: ValuesOf<Key>) => Html

/** The voice of a language. */
export function createSay(language: Language): Say {
  return (key, ...values) => fill(catalogues[language][key], values[0] ?? {})
}

function fill(text: string, values: Readonly<Record<string, HtmlValue>>): Html {
  // Splitting on a captured group alternates plain text and names: odd places are names.
  const parts = text.split(/\{\{(\w+)\}\}/u)
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : values[part]))}`
}
