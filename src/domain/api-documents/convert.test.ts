/** What the conversions promise: valid documents of the older version that say the same, as far as it can be said. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { readApiDocument } from './api-document.ts'
import { toOpenApi30, toSwagger20 } from './convert.ts'
import { type JsonObject, lookUp } from './json.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (file: string) => readApiDocument(readFileSync(join(root, file), 'utf8'), file)

const files = [
  'openapi/xs2a.yaml',
  'openapi/portal.yaml',
  'openapi/world.yaml',
  'test/fixtures/older-api.yaml',
  'test/fixtures/newer-api.yaml',
  ...globSync('banks/*/apis/*.yaml', { cwd: root }),
]

for (const file of files)
  test(`${file} is valid as OpenAPI 3.1, 3.0 and Swagger 2.0`, async () => {
    const { openapi } = read(file)
    for (const converted of [openapi, toOpenApi30(openapi), toSwagger20(openapi)]) {
      const result = await new Validator().validate(structuredClone(converted))
      assert.deepEqual(result.errors ?? [], [])
      assert.ok(result.valid)
    }
  })

test('3.0 says what 3.1 says in its own words', () => {
  const converted = toOpenApi30(read('test/fixtures/newer-api.yaml').openapi)
  const at = (name: string) =>
    lookUp(converted, `#/components/schemas/Star/properties/${name}`) as JsonObject
  assert.deepEqual(at('size'), {
    allOf: [{ $ref: '#/components/schemas/Star_Size' }],
    description: 'How big.',
  })
  assert.deepEqual(lookUp(converted, '#/components/schemas/Star_Size'), {
    description: 'Of the star.',
    anyOf: [{ type: 'integer' }, { type: 'string' }],
    nullable: true,
  })
  assert.deepEqual(lookUp(converted, '#/components/schemas/Star_Chain/properties/next'), {
    $ref: '#/components/schemas/Star_Chain',
  })
  assert.deepEqual(at('kind'), { enum: ['star'] })
  assert.deepEqual(at('brightness'), {
    type: 'number',
    minimum: 3,
    exclusiveMinimum: true,
    example: 4,
  })
  assert.deepEqual(at('place'), {
    type: 'array',
    items: { anyOf: [{ type: 'number' }, { type: 'string' }] },
  })
  assert.deepEqual(at('anything'), {})
  assert.deepEqual(at('never'), { not: {} })
  assert.deepEqual(at('maybe'), { allOf: [{ $ref: '#/components/schemas/Moon' }], nullable: true })
  assert.equal(at('picture')['format'], 'byte')
  assert.deepEqual(at('names'), { type: 'object', additionalProperties: { type: 'string' } })
  assert.equal(converted['webhooks'], undefined)
  assert.ok(lookUp(converted, '#/paths/~1stars~1{name}/get'))
})

test('Swagger 2.0 says parameters, bodies, addresses and security in its own shapes', () => {
  const converted = toSwagger20(read('test/fixtures/older-api.yaml').openapi)
  assert.equal(converted['host'], 'north.orchard.example')
  assert.equal(converted['basePath'], '/api')
  const tree = lookUp(converted, "#/paths/~1trees~1{tree-id}~1it's-$HOME/get") as JsonObject
  const parameters = tree['parameters'] as JsonObject[]
  assert.deepEqual(
    parameters.map((parameter) => parameter['name']),
    ['depth', 'colours', 'filter'],
  )
  assert.deepEqual(parameters[1], {
    name: 'colours',
    in: 'query',
    required: true,
    type: 'array',
    items: { type: 'string', enum: ['red', 'green'] },
    collectionFormat: 'csv',
    'x-example': ['red', 'green'],
  })
  assert.deepEqual(tree['security'] ?? converted['security'], [
    { all_clientCredentials: ['read'] },
    { all_authorizationCode: ['read'] },
  ])
  assert.deepEqual(lookUp(converted, '#/paths/~1pictures/put/consumes'), ['multipart/form-data'])
  assert.deepEqual(lookUp(converted, '#/paths/~1pictures/put/parameters/0'), {
    name: 'file',
    in: 'formData',
    required: true,
    type: 'file',
  })
  assert.match(
    String(lookUp(converted, '#/definitions/Pet/description')),
    /Exactly one of: Cat, Dog/u,
  )
  assert.equal(lookUp(converted, '#/definitions/Pet/discriminator'), 'kind')
  assert.equal(lookUp(converted, '#/definitions/Tree/properties/planted/x-nullable'), true)
  for (const scheme of ['token', 'near'])
    assert.equal(lookUp(converted, `#/securityDefinitions/${scheme}/name`), 'Authorization')
  assert.ok(
    lookUp(converted, '#/paths/~1pets/post/responses/422/examples/application~1problem+json'),
  )
})
