/** Tests the rules of the console that need no running product: what may be sent, how it is quoted, where links lead. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { readApiDocument } from '#src/domain/api-documents/api-document.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { bodyBytesMax, buildRequest } from './build-request.ts'
import type { AskedRequest } from './build-request.ts'
import { findOperation } from './console-catalogue.ts'
import { buildCurl, quote } from './curl.ts'
import { findLinks, matchHref } from './links.ts'
import { wayToAuthorise } from './ways-to-authorise.ts'

const text = `
openapi: 3.1.0
info: { title: Farms, version: '2' }
security: [{ bearer: [] }]
paths:
  /farms/{farm-id}/fields:
    parameters:
      - { name: farm-id, in: path, required: true, schema: { type: string } }
    get:
      operationId: listFields
      parameters:
        - { name: crop, in: query, schema: { type: array, items: { type: string } } }
        - { name: page, in: query, schema: { type: string } }
        - { name: order, in: query, required: true, schema: { type: string, enum: [newest, oldest] } }
        - { name: X-Request-ID, in: header, required: true, schema: { type: string } }
        - { name: Authorization, in: header, schema: { type: string } }
        - { name: Note, in: header, schema: { type: string } }
      responses: { '200': { description: Fields } }
    post:
      operationId: addField
      security: []
      requestBody:
        content: { application/json: { schema: { type: object } } }
      responses: { '201': { description: Added } }
  /farms/mine/fields:
    get:
      operationId: listMyFields
      security: [{ app: [farms] }]
      responses: { '200': { description: Fields } }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
    app:
      type: oauth2
      flows: { clientCredentials: { tokenUrl: /token, scopes: { farms: Farms } } }
`
const version = {
  version: '2',
  basePath: '/sandbox/api/farms/2',
  isBuiltIn: true,
  document: readApiDocument(text, 'farms.yaml'),
}
const product = { id: 'farms', versions: [version] }
const find = (operationId: string) =>
  findOperation([product], { productId: 'farms', version: '2', operationId })
const build = (asked: AskedRequest, operationId = 'listFields') =>
  buildRequest(find(operationId), asked, () => 'a-new-id')
const path = { 'farm-id': 'f1' }

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${String(error.facts['reason'] ?? '')}`
    throw error
  }
  return 'none'
}

test('a request is built of declared parameters alone, encoded, with a new request id', () => {
  const parameters = {
    path: { 'farm-id': 'a/b?c#d' },
    query: { crop: 'rye, oats&barley', page: '' },
    header: { note: 'hello' },
  }
  const request = build({ parameters })
  assert.equal(
    request.path,
    '/sandbox/api/farms/2/farms/a%2Fb%3Fc%23d/fields?crop=rye&crop=oats%26barley',
  )
  assert.equal(request.headers['X-Request-ID'], 'a-new-id')
  assert.equal(request.headers['Note'], 'hello')
  assert.equal(request.headers['authorization'], undefined)
})

test('no value of a path leads out of the interface', () => {
  for (const value of ['..', '.'])
    assert.equal(
      codeOf(() => build({ parameters: { path: { 'farm-id': value } } })),
      'console-parameter-refused dots',
    )
  for (const value of [
    '//evil.example',
    'http://evil.example/',
    '../../portal',
    '\\\\evil',
    '@evil',
  ])
    assert.match(
      build({ parameters: { path: { 'farm-id': value } } }).path,
      /^\/sandbox\/api\/farms\/2\/farms\/[^/]+\/fields$/u,
    )
  assert.equal(
    codeOf(() => build({ parameters: { path: { 'farm-id': '' } } })),
    'console-parameter-refused missing',
  )
})

test('headers of the connection, undeclared ones and those with a line break are refused', () => {
  const codes = [{ Authorization: 'Bearer x' }, { Host: 'evil.example' }, { 'X-Other': '1' }].map(
    (header) => codeOf(() => build({ parameters: { path, header } })),
  )
  assert.deepEqual(codes, [
    'console-header-refused reserved',
    'console-header-refused undeclared',
    'console-header-refused undeclared',
  ])
  for (const value of ['a\r\nHost: evil.example', 'a\nb', 'a\0b', 'å', 'a\u2028b'])
    assert.equal(
      codeOf(() => build({ parameters: { path, header: { Note: value } } })),
      'console-header-refused characters',
    )
})

test('parameters the document does not name are refused, names of every object too', () => {
  for (const name of ['url', '__proto__', 'constructor'])
    assert.equal(
      codeOf(() => build({ parameters: { path, query: JSON.parse(`{"${name}":"1"}`) } })),
      'console-parameter-refused undeclared',
    )
})

test('a body goes along when the operation takes one, of a declared type and up to the limit', () => {
  const request = build({ parameters: { path }, body: '{}' }, 'addField')
  assert.equal(request.headers['content-type'], 'application/json')
  assert.equal(request.body, '{}')
  const refusals = [
    { body: 'x'.repeat(bodyBytesMax + 1) },
    { body: '<a/>', contentType: 'text/xml' },
    { body: '{}', contentType: 'application/json\r\nHost: evil.example' },
  ].map((asked) => codeOf(() => build({ parameters: { path }, ...asked }, 'addField')))
  assert.deepEqual(refusals, [
    'console-body-too-large ',
    'console-parameter-refused content-type',
    'console-parameter-refused content-type',
  ])
  assert.equal(
    codeOf(() => build({ parameters: { path }, body: '{}' })),
    'console-parameter-refused content-type',
  )
})

test('an operation, version or product that is not there is unknown', () => {
  assert.equal(
    codeOf(() => find('removeFarm')),
    'console-operation-unknown ',
  )
})

test('whatever was typed, a shell reads the curl line as one command with the very same values', () => {
  const nasty = [
    "it's",
    '$(touch /tmp/never)',
    '`id`',
    '"; rm -rf / #',
    'a\nb',
    '\\',
    '!!',
    '-X',
    '$ACCESS_TOKEN',
    'Bearer $ACCESS_TOKEN"; id',
    '',
  ]
  const printed = execFileSync('bash', ['-c', `printf '%s\\0' ${nasty.map(quote).join(' ')}`])
  assert.deepEqual(printed.toString('utf8').split('\0').slice(0, -1), nasty)
  const curl = buildCurl({
    method: 'POST',
    url: "http://127.0.0.1/a?b='c'",
    headers: { Authorization: 'Bearer $ACCESS_TOKEN', Note: "it's $HOME" },
    body: '{"a":"\'$(id)"}',
  })
  const script = `curl() { printf '%s\\0' "$@"; }\nACCESS_TOKEN=secret\n${curl}`
  const words = execFileSync('bash', ['-c', script]).toString('utf8').split('\0').slice(0, -1)
  assert.deepEqual(words, [
    '-i',
    '-X',
    'POST',
    "http://127.0.0.1/a?b='c'",
    '-H',
    'Authorization: Bearer secret',
    '-H',
    "Note: it's $HOME",
    '--data-raw',
    '{"a":"\'$(id)"}',
  ])
})

test('links lead to operations of the same document with what these require, and foreign addresses nowhere', () => {
  const origin = 'https://bank.example'
  const answer = {
    farms: [
      {
        name: 'North',
        _links: {
          fields: { href: '/farms/f%201/fields?page=2&other=x' },
          mine: { href: `${origin}/sandbox/api/farms/2/farms/mine/fields` },
          elsewhere: { href: 'https://evil.example/farms/f1/fields' },
          unknown: { href: '/barns' },
        },
      },
    ],
  }
  assert.deepEqual(findLinks(version, origin, JSON.stringify(answer)), [
    {
      rel: 'fields',
      of: 'North',
      operationId: 'listFields',
      parameters: { path: { 'farm-id': 'f 1' }, query: { order: 'newest', page: '2' } },
    },
    {
      rel: 'mine',
      of: 'North',
      operationId: 'listMyFields',
      parameters: { path: {}, query: {} },
    },
  ])
  assert.equal(matchHref(version, origin, '//evil.example/farms/f1/fields'), undefined)
  assert.deepEqual(findLinks(version, origin, 'no JSON'), [])
})

test('the way to authorise follows the document of a built-in interface, and the product behind the mock', () => {
  const wayOf = (operationId: string, isBuiltIn = true) => {
    const { operation } = find(operationId)
    return wayToAuthorise(product, { ...version, isBuiltIn }, operation)
  }
  assert.deepEqual(wayOf('listFields'), { way: 'customer-consent', scope: 'accounts' })
  assert.deepEqual(wayOf('listMyFields'), { way: 'app-credentials', scope: 'farms' })
  assert.deepEqual(wayOf('addField'), { way: 'none', scope: '' })
  assert.deepEqual(wayOf('addField', false), { way: 'app-credentials', scope: 'farms' })
})
