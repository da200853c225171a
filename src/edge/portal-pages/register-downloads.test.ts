/** What the downloads promise: plain files that validate, name their server in full and are not sent twice. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { fastify } from 'fastify'
import { parse } from 'yaml'
import { readApiDocument } from '#src/domain/api-documents/api-document.ts'
import { makeFile } from '#src/domain/api-documents/document-maker.ts'
import { registerDownloads } from './register-downloads.ts'

const file = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'older-api.yaml')
const document = readApiDocument(readFileSync(file, 'utf8'), 'older-api.yaml')

function open() {
  const server = fastify()
  registerDownloads(server, {
    publicUrl: 'https://bank.example',
    maker: { makeFile: async (...wish) => makeFile(...wish) },
    products: [
      { id: 'trees', versions: [{ version: '7', basePath: '/sandbox/api/trees/7', document }] },
    ],
  })
  return server
}

test('each version and notation is served with its type, validates and names the server', async () => {
  const server = open()
  for (const name of ['openapi', 'openapi-3.0', 'swagger-2.0'])
    for (const [ending, type] of [
      ['json', 'application/json'],
      ['yaml', 'application/yaml'],
    ] as const) {
      const answer = await server.inject(`/apis/trees/7/${name}.${ending}`)
      assert.equal(answer.statusCode, 200)
      assert.match(String(answer.headers['content-type']), new RegExp(`^${type}`, 'u'))
      assert.match(String(answer.headers['content-disposition']), /^inline/u)
      const value = parse(answer.body)
      const { valid, errors } = await new Validator().validate(structuredClone(value))
      assert.ok(valid, JSON.stringify(errors))
      if (name === 'swagger-2.0') {
        assert.equal(value.host, 'bank.example')
        assert.equal(value.securityDefinitions.near.tokenUrl, 'https://bank.example/oauth/token')
      } else assert.deepEqual(value.servers, [{ url: 'https://bank.example/sandbox/api/trees/7' }])
    }
})

test('a file the reader has already is not sent again', async () => {
  const server = open()
  const first = await server.inject('/apis/trees/7/openapi.json')
  const again = await server.inject({
    url: '/apis/trees/7/openapi.json',
    headers: { 'if-none-match': String(first.headers['etag']) },
  })
  assert.equal(again.statusCode, 304)
  assert.equal(again.body, '')
})
