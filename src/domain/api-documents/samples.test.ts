/** What the samples promise: run as they stand, they call the operation, whatever its examples contain. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { runSample } from '#test/run-sample.ts'
import { readApiDocument } from './api-document.ts'
import { buildReference } from './build-reference.ts'
import type { CodeSample } from './api-reference.ts'

const file = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'older-api.yaml')
const document = readApiDocument(readFileSync(file, 'utf8'), 'older-api.yaml')
const { operations } = buildReference(document, { basePath: '/api' })
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

interface Heard {
  readonly line: string
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
}

async function hear(t: TestContext, sample: CodeSample | undefined): Promise<Heard> {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    heard.push({ line: `${request.method} ${request.url}`, headers: request.headers, body })
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  assert.ok(sample)
  await runSample(t, sample, {
    BASE_URL: `http://127.0.0.1:${address.port}`,
    ACCESS_TOKEN: 'tok',
    TREE_ID: 'oak-7',
  })
  const [only, ...more] = heard
  assert.deepEqual(more, [])
  assert.ok(only)
  return only
}

for (const language of ['curl', 'typescript'] as const) {
  const sampleOf = (index: number) =>
    operations[index]?.samples.find((sample) => sample.language === language)

  test(`the ${language} sample of a read carries token, path and query`, async (t) => {
    const { line, headers } = await hear(t, sampleOf(0))
    assert.equal(line, "GET /api/trees/oak-7/it's-$HOME?depth=3&colours=red%2Cgreen")
    assert.equal(headers['authorization'], 'Bearer tok')
  })

  test(`the ${language} sample of a write carries its body to the letter`, async (t) => {
    const { line, headers, body } = await hear(t, sampleOf(1))
    assert.equal(line, 'POST /api/pets')
    assert.equal(headers['authorization'], undefined)
    assert.match(String(headers['x-request-id']), uuid)
    assert.equal(headers['x-note'], `it's "$HOME"`)
    assert.deepEqual(JSON.parse(body), {
      kind: 'Cat',
      name: `O'Malley "$(whoami)" \`id\` \\n \${x}`,
      claws: 18,
    })
  })

  test(`the ${language} sample shows its path unbroken`, () => {
    assert.ok(sampleOf(1)?.text.includes('/api/pets'))
  })
}
