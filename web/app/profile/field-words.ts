/** What a field of the bank profile is called and what it means, in the reader's language. */
import type { Language } from '../paths.ts'
import { enFields } from './en-fields.ts'
import { svFields } from './sv-fields.ts'

export interface FieldText {
  name: string
  text?: string
}

/** By the field's path, or the group's. */
export type FieldTexts = Readonly<Record<string, FieldText>>

export const fieldTexts: Readonly<Record<Language, FieldTexts>> = { en: enFields, sv: svFields }

/** A test holds the texts against the schema; a field without one would be called by its path. */
export function wordsFor(path: string, language: Language): FieldText {
  return fieldTexts[language][path] ?? { name: path }
}
