/** What the reference promises: all of a document, merged and named, with an end to everything that repeats itself. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readApiDocument } from './api-document.ts'
import { buildReference } from './build-reference.ts'
import { mergeExamples } from './merge-examples.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (file: string) => readApiDocument(readFileSync(join(root, file), 'utf8'), file)
const orchard = read('test/fixtures/older-api.yaml')
const reference = buildReference(orchard, { basePath: '/sandbox/api/orchard/7' })
const tree = part(reference.operations[0])
const pet = part(reference.operations[1])

function part<Value>(value: Value | undefined): Value {
  assert.ok(value !== undefined)
  return value
}

test('parameters of the path and of the operation are one list, the nearer one counts', () => {
  assert.deepEqual(
    tree.parameters.map(({ name, in: place, isRequired }) => [name, place, isRequired]),
    [
      ['tree-id', 'path', true],
      ['depth', 'query', true],
      ['colours', 'query', true],
      ['filter', 'query', false],
    ],
  )
  assert.equal(tree.parameters[1]?.example, 3)
  assert.equal(tree.isDeprecated, true)
})

test('a schema that contains itself is drawn once and then named', () => {
  const [content] = tree.responses[0]?.contents ?? []
  const branches = content?.schema.properties?.find(({ name }) => name === 'branches')
  assert.equal(content?.schema.name, 'Tree')
  assert.deepEqual(branches?.schema.items, {
    type: 'object',
    name: 'Tree',
    constraints: [],
    isRecursive: true,
  })
  assert.ok(JSON.stringify(reference).length < 50_000)
})

test('allOf is merged, alternatives are variants, limits of both parts hold', () => {
  const { variants } = part(pet.body?.contents[0]).schema
  assert.equal(variants?.kind, 'one')
  const properties = part(part(variants?.schemas[0]).properties)
  assert.deepEqual(
    properties.map(({ name, isRequired }) => [name, isRequired]),
    [
      ['kind', true],
      ['name', true],
      ['claws', true],
    ],
  )
  const { schema } = part(properties[1])
  assert.deepEqual(schema.constraints, [
    { kind: 'minLength', value: '1' },
    { kind: 'maxLength', value: '40' },
  ])
  assert.equal(schema.description, 'What it is called.')
})

test('error codes come from the extension, the schema and the examples', () => {
  const refused = pet.responses.find(({ status }) => status === '422')
  assert.deepEqual(refused?.errorCodes, ['TOO_MANY_CATS', 'BAD_NAME', 'NO_DOGS'])
  const accounts = buildReference(read('openapi/xs2a.yaml'), { basePath: '/sandbox/psd2' })
  assert.deepEqual(
    accounts.operations[0]?.responses.find(({ status }) => status === '404')?.errorCodes,
    ['RESOURCE_UNKNOWN'],
  )
})

test('every response in JSON has an example, made up when the document has none', () => {
  const contents = reference.operations
    .flatMap(({ responses }) => responses)
    .flatMap((response) => response.contents)
    .filter(({ mediaType }) => mediaType.endsWith('json'))
  assert.ok(contents.length >= 3)
  for (const { examples } of contents) assert.ok(examples.length > 0)
})

test('descriptions stay text', () => {
  assert.equal(reference.description, 'Trees & fruit, <b>loudly</b>.')
})

test('recorded answers become examples of their responses, beside those of the document', () => {
  const merged = mergeExamples(orchard, {
    createPet: { '422': { value: { code: 'RECORDED' } }, '500': { value: 'nowhere' } },
  })
  const [, operation] = buildReference(merged, { basePath: '' }).operations
  const refused = operation?.responses.find(({ status }) => status === '422')
  assert.deepEqual(
    refused?.contents[0]?.examples.map(({ name }) => name),
    ['dog', 'recorded'],
  )
  assert.equal(operation?.responses.length, 2)
})

test('schemas that all refer to each other do not multiply without end', () => {
  const names = Array.from({ length: 14 }, (_, index) => `S${index}`)
  const properties = Object.fromEntries(
    names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
  )
  const schema = { type: 'object', required: names, properties }
  const knot = {
    openapi: '3.1.0',
    info: { title: 'Knot', version: '1' },
    paths: {
      '/knot': {
        get: {
          responses: {
            '200': {
              description: 'All of it.',
              content: { 'application/json': { schema: properties['S0'] } },
            },
          },
        },
      },
    },
    components: { schemas: Object.fromEntries(names.map((name) => [name, schema])) },
  }
  const built = buildReference(readApiDocument(JSON.stringify(knot), 'knot.json'), { basePath: '' })
  assert.ok(JSON.stringify(built).length < 3_000_000)
})
