import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldOf, readProfile, toGroups, valueAt } from './profile-fields.ts'

const schema = {
  properties: {
    sca: {
      properties: {
        approaches: { type: 'array', items: { enum: ['redirect', 'embedded'] } },
        minutes: { type: 'integer', minimum: 1, maximum: 60 },
        code: { properties: { isOn: { type: 'boolean' } } },
        other: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      },
    },
    form: { type: 'string', enum: ['short', 'long'] },
  },
}
const groups = toGroups(schema)

function formOf(pairs: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of pairs) form.append(name, value)
  return form
}

test('each field of the schema is found, however deep, and those at the top come last', () => {
  const found = groups.map(({ path, fields }) => [path, fields.map((field) => field.shape.kind)])
  assert.deepEqual(found, [
    ['sca', ['choices', 'number', 'flag', 'json']],
    ['', ['choice']],
  ])
})

test('a form becomes the profile it shows, its order kept and each word once', () => {
  const profile = readProfile(
    formOf([
      ['sca.approaches', 'embedded'],
      ['sca.approaches', 'redirect'],
      ['sca.approaches', 'embedded'],
      ['sca.minutes', ' 15 '],
      ['sca.code.isOn', 'yes'],
      ['sca.other', '{"a": 1}'],
      ['form', 'long'],
      ['stranger', 'x'],
    ]),
    groups,
  )
  const sca = {
    approaches: ['embedded', 'redirect'],
    minutes: 15,
    code: { isOn: true },
    other: { a: 1 },
  }
  assert.deepEqual(profile, { sca, form: 'long' })
  assert.equal(valueAt(profile, 'sca.code.isOn'), true)
  assert.equal(valueAt(profile, 'sca.nothing.here'), undefined)
})

test('what is left out is empty or off, and what can not be read stays as it was written', () => {
  const profile = readProfile(
    formOf([
      ['sca.minutes', 'soon'],
      ['sca.other', 'plain'],
      ['form', ''],
    ]),
    groups,
  )
  const sca = { approaches: [], minutes: 'soon', code: { isOn: false }, other: 'plain' }
  assert.deepEqual(profile, { sca, form: '' })
})

test('a place leads to its field, from inside too', () => {
  assert.equal(fieldOf('/sca/approaches/0', groups)?.path, 'sca.approaches')
  assert.equal(fieldOf('/sca/minutes', groups)?.path, 'sca.minutes')
  assert.equal(fieldOf('/sca', groups), undefined)
})
