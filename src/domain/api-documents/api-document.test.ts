/** What reading a document promises: a 3.1 model, or every problem with its line. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ApiDocumentError, readApiDocument, resolveRef } from './api-document.ts'
import { lookUp } from './json.ts'

const fixtures = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures')
const read = (name: string) => readApiDocument(readFileSync(join(fixtures, name), 'utf8'), name)

const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n"
const paths = 'paths:\n  /a:\n    get:\n      responses: { default: { description: D } }\n'

function problemsOf(text: string) {
  try {
    readApiDocument(text, 'a.yaml')
  } catch (error) {
    assert.ok(error instanceof ApiDocumentError)
    return error.problems
  }
  return assert.fail('the document was taken')
}

test('a 3.0 document is read as 3.1', () => {
  const { openapi } = read('older-api.yaml')
  assert.equal(openapi['openapi'], '3.1.0')
  const tree = '#/components/schemas/Tree/properties'
  assert.deepEqual(lookUp(openapi, `${tree}/planted`), { type: ['string', 'null'], format: 'date' })
  assert.deepEqual(
    lookUp(openapi, '#/paths/~1trees~1{tree-id}~1it%27s-$HOME/parameters/1/schema'),
    { type: 'integer', exclusiveMinimum: 0, maximum: 9 },
  )
  assert.deepEqual(lookUp(openapi, '#/components/schemas/Cat/allOf/1/properties/claws'), {
    type: 'integer',
    examples: [18],
  })
})

test('an operation without a name gets one made of method and path', () => {
  const names = read('older-api.yaml').operations.map(({ operationId }) => operationId)
  assert.deepEqual(names, ['getTreesByTreeIdItSHOME', 'createPet', 'putPictures'])
})

test('a path that stands in the components is found', () => {
  const { operations } = read('newer-api.yaml')
  assert.deepEqual(
    operations.map(({ method, path }) => `${method} ${path}`),
    ['GET /stars/{name}', 'DELETE /stars/{name}'],
  )
})

test('JSON is read as well as YAML', () => {
  const text = JSON.stringify(read('newer-api.yaml').openapi)
  assert.equal(readApiDocument(text, 'a.json').operations.length, 2)
})

test('a reference is followed, and what stands beside it goes first', () => {
  const document = read('newer-api.yaml')
  const size = lookUp(document.openapi, '#/components/schemas/Star/properties/size')
  assert.equal(resolveRef(document, size)['description'], 'How big.')
})

const refusals: readonly [name: string, text: string, line: number, reason: RegExp][] = [
  ['text that is no YAML', 'openapi: [', 1, /./u],
  ['a list', '- 1', 1, /an object is expected/u],
  ['the same key twice', `${head}info: {}\n${paths}`, 3, /unique/u],
  ['Swagger 2.0', "swagger: '2.0'\ninfo: {}\n", 1, /Swagger 2\.0/u],
  ['a version of the future', 'openapi: 4.0.0\n', 1, /3\.0\.x or 3\.1\.x/u],
  ['an unknown member', `${head}wrong: 1\n${paths}`, 1, /unknown member "wrong"/u],
  [
    'a wrong type deep inside',
    `${head}paths:\n  /a:\n    get:\n      summary: 7\n`,
    6,
    /must be string/u,
  ],
  [
    'a reference to nothing',
    `${head}${paths}components:\n  schemas:\n    A:\n      $ref: '#/components/schemas/B'\n`,
    10,
    /not in the document/u,
  ],
  [
    'a reference to a file',
    `${head}${paths}components:\n  schemas:\n    A: { $ref: './other.yaml#/B' }\n`,
    9,
    /leads out of the document/u,
  ],
  [
    'a reference to itself',
    `${head}${paths}components:\n  schemas:\n    A: { $ref: '#/components/schemas/A' }\n`,
    9,
    /circle/u,
  ],
  [
    'a schema with a type that does not exist',
    `${head}${paths}components:\n  schemas:\n    A:\n      type: text\n`,
    10,
    /must be one of|equal to one of/u,
  ],
  [
    'a pattern that is none',
    `${head}${paths}components:\n  schemas:\n    A: { pattern: '(' }\n`,
    9,
    /no regular expression/u,
  ],
  ['no operation', `${head}paths: {}\n`, 3, /no operation/u],
  [
    'a path parameter nobody describes',
    `${head}${paths.replace('/a:', '/a/{id}:')}`,
    5,
    /no parameter describes/u,
  ],
  [
    'one name for two operations',
    `${head}paths:\n  /a:\n    get: { operationId: x }\n    put: { operationId: x }\n`,
    6,
    /used twice/u,
  ],
]

for (const [name, text, line, reason] of refusals)
  test(`refused with file, line and reason: ${name}`, () => {
    const [problem] = problemsOf(text)
    assert.equal(problem?.file, 'a.yaml')
    assert.match(problem?.reason ?? '', reason)
    assert.equal(problem?.line, line)
  })

test('a schema that contains itself is taken, and so is an alias used twice', () => {
  const text = `${head}${paths}components:\n  schemas:\n    A: &a { type: string }\n    B: *a\n    C: { properties: { c: { $ref: '#/components/schemas/C' } } }\n`
  assert.equal(readApiDocument(text, 'a.yaml').operations.length, 1)
})
