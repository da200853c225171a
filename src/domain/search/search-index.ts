/** Finds places of the portal by words, in one language. The index is built once and lives in memory; it reads no text of its own. */
import MiniSearch from 'minisearch'
import type { Language } from '#src/domain/texts/portal-texts.ts'
import { foldIndexWord, foldQueryWord, splitWords, withoutMarks } from './fold-words.ts'

export type ResultKind = 'guide' | 'question' | 'term' | 'product' | 'operation' | 'error' | 'page'

/** Something that can be found. */
export interface SearchEntry {
  readonly kind: ResultKind
  readonly title: string
  /** Title of the page that it is a part of. */
  readonly within?: string
  /** Where it is, in the language of the index. */
  readonly address: string
  readonly text: string
  /** Words that lead here although the text does not show them: an operation's id, a path. */
  readonly keywords?: string
}

export interface SearchResult {
  readonly kind: ResultKind
  readonly title: string
  readonly address: string
  readonly excerpt: string
}

export interface SearchAnswer {
  readonly total: number
  readonly results: readonly SearchResult[]
}

export interface SearchIndex {
  search(query: string, limit: number): SearchAnswer
}

export const queryLengthMax = 200
/** More words only cost time: nobody means them all. */
const queryWordsMax = 10
const excerptLength = 170

export function createSearchIndex(
  entries: readonly SearchEntry[],
  language: Language,
): SearchIndex {
  const index = new MiniSearch<SearchEntry & { id: number }>({
    fields: ['title', 'keywords', 'text', 'within'],
    tokenize: splitWords,
    processTerm: (word) => foldIndexWord(word, language),
    searchOptions: {
      processTerm: (word) => foldQueryWord(word, language),
      boost: { title: 4, keywords: 3, within: 0.5 },
      // Inside a word the end is guessed; misspelling is forgiven in longer ones only.
      prefix: (term) => term.length > 1,
      fuzzy: (term) => misspellingsMax(term),
      weights: { prefix: 0.6, fuzzy: 0.2 },
    },
  })
  index.addAll(entries.map((entry, id) => ({ ...entry, id })))
  return {
    search(query, limit) {
      const words = splitWords(query.slice(0, queryLengthMax)).slice(0, queryWordsMax)
      if (words.length === 0) return { total: 0, results: [] }
      const text = words.join(' ')
      const strict = index.search(text, { combineWith: 'AND' })
      const found = strict.length > 0 ? strict : index.search(text, { combineWith: 'OR' })
      const results = found.slice(0, limit).flatMap(({ id, terms }) => {
        const entry = entries[Number(id)]
        return entry ? [toResult(entry, terms)] : []
      })
      return { total: found.length, results }
    },
  }
}

/** Letters that may be wrong, missing or too many; two letters in the wrong order are two. */
function misspellingsMax({ length }: string): number | false {
  if (length < 4) return false
  return length < 6 ? 1 : 2
}

function toResult(entry: SearchEntry, terms: readonly string[]): SearchResult {
  const { kind, title, within, address, text } = entry
  const whole = within === undefined ? title : `${within}: ${title}`
  return { kind, title: whole, address, excerpt: excerptOf(text, terms) }
}

/** The part of the text around the first word that was found, cut between words. */
function excerptOf(text: string, terms: readonly string[]): string {
  if (text.length <= excerptLength) return text
  const at = firstPlaceOf(text, terms)
  const start = at < excerptLength / 2 ? 0 : text.indexOf(' ', at - excerptLength / 3) + 1
  const rough = text.slice(start, start + excerptLength)
  const isEnd = start + excerptLength >= text.length
  const end = isEnd ? rough : rough.slice(0, Math.max(rough.lastIndexOf(' '), 1))
  return `${start > 0 ? '… ' : ''}${end}${isEnd ? '' : ' …'}`
}

function firstPlaceOf(text: string, terms: readonly string[]): number {
  const small = text.toLowerCase()
  const bare = withoutMarks(small)
  // Places in the folded text are places in the text only while no letter became two.
  const isAligned = bare.length === small.length
  const places = terms
    .map((term) => Math.max(small.indexOf(term), isAligned ? bare.indexOf(term) : -1))
    .filter((place) => place >= 0)
  return places.length === 0 ? 0 : Math.min(...places)
}
