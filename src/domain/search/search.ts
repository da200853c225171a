/** Search over the whole portal in every language. The indexes are made at start, since what they hold changes only with a start. */
import type { Language, PortalTexts } from '#src/domain/texts/portal-texts.ts'
import { listSearchEntries } from './portal-entries.ts'
import type { SearchedProduct } from './portal-entries.ts'
import { createSearchIndex } from './search-index.ts'
import type { SearchAnswer } from './search-index.ts'

export type Search = (query: string, language: Language, limit: number) => SearchAnswer

export function createSearch(shelf: {
  readonly texts: PortalTexts
  readonly products: readonly SearchedProduct[]
}): Search {
  const indexes = {
    en: createSearchIndex(listSearchEntries(shelf, 'en'), 'en'),
    sv: createSearchIndex(listSearchEntries(shelf, 'sv'), 'sv'),
  }
  return (query, language, limit) => indexes[language].search(query, limit)
}
