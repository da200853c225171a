import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inLanguage, languageOf, languages, localPath, pathsIn } from './paths.ts'

test('the switch of language leads to the same page and back', () => {
  for (const path of ['/', '/apps', '/apps/app_1', '/errors/TOKEN_INVALID']) {
    const swedish = inLanguage(path, 'sv')
    assert.equal(languageOf(swedish), 'sv')
    assert.equal(inLanguage(swedish, 'en'), path)
    assert.equal(inLanguage(swedish, 'sv'), swedish)
  }
})

test('a page whose name merely begins with sv is English', () => {
  assert.equal(languageOf('/svenska'), 'en')
})

test('signing in never leads to another host', () => {
  for (const wanted of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '',
    null,
    '/a\nb',
    '/\t/evil.example',
  ]) {
    assert.equal(localPath(wanted, '/apps'), '/apps')
  }
  assert.equal(localPath('/sv/apps?x=1', '/apps'), '/sv/apps?x=1')
})

test('an id can not break out of its place in an address', () => {
  for (const language of languages) {
    assert.ok(pathsIn(language).app('../../x').endsWith('/apps/..%2F..%2Fx'))
  }
})
