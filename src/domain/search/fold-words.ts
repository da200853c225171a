/** How words are made comparable for search, per language: small letters, no accents but those that are letters of Swedish. It searches nothing. */
import type { Language } from '#src/domain/texts/portal-texts.ts'

const wordLengthMax = 40

/** Too common to tell texts apart. */
const commonWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    'a an and are as at be by for from in is it of on or that the this to with'.split(' '),
  ),
  sv: new Set('att av de den det en ett för i med och om på som till är'.split(' ')),
}

/** The word as it is looked up; nothing for a word that says nothing. */
export function foldQueryWord(word: string, language: Language): string | null {
  const folded = fold(word).slice(0, wordLengthMax)
  return folded === '' || commonWords[language].has(folded) ? null : folded
}

/** The word as it is kept: with å, ä and ö, and also as someone types it who has none on the keyboard. */
export function foldIndexWord(word: string, language: Language): string[] | null {
  const folded = foldQueryWord(word, language)
  if (folded === null) return null
  const bare = withoutMarks(folded)
  return bare === folded ? [folded] : [folded, bare]
}

/** Words of a text; a name like getAccountList is also found by its parts. */
export function splitWords(text: string): string[] {
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '')
  return words.flatMap((word) => {
    const parts = word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u)
    return parts.length > 1 ? [word, ...parts] : parts
  })
}

function fold(word: string): string {
  const small = word.normalize('NFC').toLowerCase()
  return small.replaceAll(/[^åäö\p{ASCII}]/gu, (letter) => withoutMarks(letter))
}

export function withoutMarks(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '')
}
