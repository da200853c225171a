import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSearchIndex } from './search-index.ts'
import type { SearchEntry } from './search-index.ts'

const entry = (title: string, text: string, more: Partial<SearchEntry> = {}): SearchEntry => ({
  kind: 'guide',
  title,
  address: `/${title}`,
  text,
  ...more,
})
const titles = (entries: readonly SearchEntry[], query: string, language: 'en' | 'sv' = 'sv') =>
  createSearchIndex(entries, language)
    .search(query, 10)
    .results.map(({ title }) => title)

test('letters with rings and dots are found when typed without them', () => {
  const entries = [entry('Lån', 'Pengar att låna.'), entry('Åtkomst', 'Om nycklar.')]
  for (const query of ['lån', 'lan', 'LÅN']) assert.equal(titles(entries, query)[0], 'Lån', query)
  for (const query of ['åtkomst', 'atkomst', 'åtk'])
    assert.equal(titles(entries, query)[0], 'Åtkomst')
})

test('what is typed with its dots does not mean the word without them', () => {
  const entries = [entry('Har', 'ett'), entry('Här', 'ett')]
  assert.equal(titles(entries, 'här')[0], 'Här')
})

test('a beginning is enough and a misspelling is forgiven', () => {
  const entries = [entry('Consent', 'A yes.'), entry('Token', 'A key.')]
  for (const query of ['cons', 'consnet', 'Conzent'])
    assert.equal(titles(entries, query, 'en')[0], 'Consent', query)
})

test('an operation is found by its id, its path and a part of its name', () => {
  const operation = entry('Read the accounts', 'GET /v1/accounts', { keywords: 'getAccountList' })
  const entries = [operation, entry('Other', 'Nothing here.')]
  for (const query of ['getAccountList', '/v1/accounts', 'account list', 'list'])
    assert.equal(titles(entries, query, 'en')[0], 'Read the accounts', query)
})

test('an error code is found as it stands on the wire and in parts', () => {
  const entries = [entry('CONSENT_EXPIRED', 'It ran out.'), entry('TOKEN_EXPIRED', 'It ran out.')]
  assert.equal(titles(entries, 'CONSENT_EXPIRED', 'en')[0], 'CONSENT_EXPIRED')
  assert.equal(titles(entries, 'consent expired', 'en')[0], 'CONSENT_EXPIRED')
})

test('when no place has all words, places with some of them are shown', () => {
  assert.deepEqual(titles([entry('Consent', 'A yes.')], 'consent zebra', 'en'), ['Consent'])
})

test('odd queries find nothing and break nothing', () => {
  const index = createSearchIndex([entry('Consent', 'A yes.')], 'en')
  for (const query of ['', '   ', '***', '\u0000', '"(', 'the of', '😀', 'z'.repeat(5_000)])
    assert.deepEqual(index.search(query, 10), { total: 0, results: [] }, JSON.stringify(query))
  assert.equal(index.search('consent '.repeat(2_000), 10).total, 1)
})

test('an excerpt shows the place that was found, cut between words', () => {
  const text = `${'far from it '.repeat(60)}here is the marmalade ${'and after it '.repeat(60)}`
  const [result] = createSearchIndex([entry('Breakfast', text)], 'en').search(
    'marmalade',
    1,
  ).results
  assert.match(result?.excerpt ?? '', /^… .*marmalade.* …$/u)
  assert.ok((result?.excerpt.length ?? 0) < 200)
})

test('there are no more results than asked for, but all are counted', () => {
  const entries = Array.from({ length: 30 }, (_, index) => entry(`Consent ${index}`, 'A yes.'))
  const answer = createSearchIndex(entries, 'en').search('consent', 5)
  assert.equal(answer.results.length, 5)
  assert.equal(answer.total, 30)
})
