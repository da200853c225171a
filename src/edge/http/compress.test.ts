import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { silentLog } from '#src/kit/log.ts'
import { systemRandom } from '#src/kit/random.ts'
import { chooseEncoding } from './compress.ts'
import { createHttpServer } from './http-server.ts'

const text = 'open banking '.repeat(500)

function createServer() {
  const publicUrl = 'http://127.0.0.1'
  const fastify = createHttpServer({ log: silentLog, random: systemRandom, publicUrl })
  fastify.get('/long', (_request, reply) => reply.type('text/html').send(text))
  fastify.get('/short', (_request, reply) => reply.type('text/html').send('short'))
  fastify.get('/font', (_request, reply) => reply.type('font/woff2').send(Buffer.from(text)))
  return fastify
}

test('a public text is sent in the encoding the caller takes', async () => {
  const fastify = createServer()
  const br = await fastify.inject({ url: '/long', headers: { 'accept-encoding': 'gzip, br' } })
  assert.equal(br.headers['content-encoding'], 'br')
  assert.equal(br.headers.vary, 'Accept-Encoding')
  assert.equal(brotliDecompressSync(br.rawPayload).toString(), text)
  const zipped = await fastify.inject({ url: '/long', headers: { 'accept-encoding': 'gzip' } })
  assert.equal(gunzipSync(zipped.rawPayload).toString(), text)
  const plain = await fastify.inject({ url: '/long' })
  assert.equal(plain.payload, text)
})

test('an answer to somebody who is known is never compressed', async () => {
  const fastify = createServer()
  for (const known of [{ cookie: 'a=b' }, { authorization: 'Bearer x' }]) {
    const headers = { 'accept-encoding': 'br', ...known }
    const answer = await fastify.inject({ url: '/long', headers })
    assert.equal(answer.headers['content-encoding'], undefined)
    assert.equal(answer.payload, text)
  }
})

test('what is short or packed already stays as it is', async () => {
  const fastify = createServer()
  for (const url of ['/short', '/font']) {
    const answer = await fastify.inject({ url, headers: { 'accept-encoding': 'br' } })
    assert.equal(answer.headers['content-encoding'], undefined, url)
  }
})

test('a refused encoding is not chosen', () => {
  assert.equal(chooseEncoding('br;q=0, gzip'), 'gzip')
  assert.equal(chooseEncoding('identity'), undefined)
  assert.equal(chooseEncoding(undefined), undefined)
})
