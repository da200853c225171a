/** What made-up values promise: they fit their schema, say what examples say, and are the same every time. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { readApiDocument } from './api-document.ts'
import { isObject, objectOf } from './json.ts'
import { sampleAnswer, sampleBody } from './sample.ts'

const file = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'older-api.yaml')
const document = readApiDocument(readFileSync(file, 'utf8'), 'older-api.yaml')
const tree = { $ref: '#/components/schemas/Tree' }

test('an answer has the formats, lengths and limits of its schema and ends where it repeats', () => {
  const value = sampleAnswer(document, tree)
  assert.ok(isObject(value))
  const ajv = new Ajv2020({ strict: false, validateFormats: true })
  formats.default(ajv)
  for (const [name, schema] of Object.entries(
    objectOf(objectOf(document.openapi['components'])['schemas']),
  ).flatMap(([key, each]) =>
    key === 'Tree' ? Object.entries(objectOf(objectOf(each)['properties'])) : [],
  ))
    if (!['branches', 'owner'].includes(name)) {
      const isRight: boolean = ajv.validate(objectOf(schema), value[name])
      assert.ok(isRight, `${name}: ${ajv.errorsText()}`)
    }
  assert.equal(value['iban'], 'SE3550000000054910000003')
})

test('the same schema gives the same value', () => {
  assert.deepEqual(sampleAnswer(document, tree), sampleAnswer(document, tree))
})

test('examples are used, and what only the server sets is not sent', () => {
  assert.deepEqual(sampleBody(document, { $ref: '#/components/schemas/Cat' }), {
    kind: 'string',
    name: 'string',
    claws: 18,
  })
  assert.equal('id' in objectOf(sampleBody(document, tree)), false)
})
