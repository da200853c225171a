/** Guarantees of the catalogue of texts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toText } from '../html.ts'
import { en } from './en.ts'
import { chooseLanguage } from './language.ts'
import { createSay } from './say.ts'
import { sv } from './sv.ts'

const wordsOf = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/gu)]
    .map((match) => match[1])
    .toSorted((one, other) => `${one}`.localeCompare(`${other}`))

test('Swedish and English have the same keys in the same order', () => {
  assert.deepEqual(Object.keys(sv), Object.keys(en))
})

test('every text is written and fills in the same words in both languages', () => {
  for (const [key, text] of Object.entries<string>(en)) {
    // The keys are equal, as the test above holds.
    const swedish = sv[key as keyof typeof en]
    assert.ok(text.trim().length > 0 && swedish.trim().length > 0, key)
    assert.deepEqual(wordsOf(swedish), wordsOf(text), key)
  }
})

test('a word that is filled in is escaped', () => {
  assert.equal(
    toText(createSay('sv')('tryAgain')) + toText(createSay('en')('goBack', { app: '<i>' })),
    'Försök igenGo back to &lt;i&gt;',
  )
})

test('the first language that we speak is chosen, otherwise the fallback', () => {
  assert.equal(chooseLanguage('de, en-GB;q=0.8, sv;q=0.5', 'sv'), 'en')
  assert.equal(chooseLanguage('sv-SE fr', 'en'), 'sv')
  assert.equal(chooseLanguage('de', 'sv'), 'sv')
  assert.equal(chooseLanguage(undefined, 'en'), 'en')
})
