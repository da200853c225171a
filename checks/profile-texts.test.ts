/** Holds the words for the bank profile's fields against its schema: a new field needs its words in both languages, a field that is gone takes them along. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { bankProfileSchema } from '#src/domain/catalogue/bank-profile.ts'
import { fieldFacts } from '../web/app/profile/field-facts.ts'
import { fieldTexts } from '../web/app/profile/field-words.ts'
import { toGroups } from '../web/app/profile/profile-fields.ts'

const groups = toGroups(z.toJSONSchema(bankProfileSchema))
const fields = groups.flatMap((group) => group.fields.map(({ path }) => path))
const places = [...groups.map(({ path }) => path), ...fields].toSorted()

test('every field and group of the bank profile has its words in both languages, and no words are left over', () => {
  for (const [language, texts] of Object.entries(fieldTexts)) {
    assert.deepEqual(Object.keys(texts).toSorted(), places, language)
    for (const path of fields) {
      const { name, text } = texts[path] ?? { name: '' }
      assert.ok(name.trim() && text?.trim(), `${path} in ${language}`)
    }
  }
})

test('every field of the bank profile names the rule it comes from', () => {
  assert.deepEqual(Object.keys(fieldFacts).toSorted(), fields.toSorted())
})
