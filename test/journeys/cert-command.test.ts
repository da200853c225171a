import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { createApp, signUp } from '#test/developer.ts'
import { createSurroundings, engines, startPortico } from '#test/harness.ts'
import { openTls } from '#test/tpp-certificate.ts'
import { wish } from '#test/world.ts'

function portico(words: string[], env: Readonly<Record<string, string>>) {
  const script = join(import.meta.dirname, '../../src/cli/portico.ts')
  const { promise, resolve } = Promise.withResolvers<{ code: number; out: string; err: string }>()
  execFile(process.execPath, [script, ...words], { env }, (error, out, err) =>
    resolve({ code: error ? Number(error.code) : 0, out, err }),
  )
  return promise
}

for (const engine of engines)
  test(`a certificate of the command line opens the interface of a running server (${engine})`, async (t) => {
    const surroundings = await createSurroundings(t, engine)
    const { url, tlsUrl } = await startPortico(t, { surroundings })
    const app = await createApp(url, await signUp(url))
    const { environment } = surroundings
    const words = ['cert', 'new', '--app', app.id]
    const done = await portico([...words, '--roles', 'AISP'], environment)
    assert.equal(done.code, 0, done.err)
    const folder = / is in (.+): certificate\.pem/u.exec(done.out)?.[1] ?? ''
    const key = join(folder, 'key.pem')
    assert.equal((await stat(key)).mode & 0o077, 0)
    assert.match(done.out, /issuer\.pem vouches for no server/u)
    const ask = await openTls(url, tlsUrl)
    const made = await ask(
      {
        certificate: await readFile(join(folder, 'certificate.pem'), 'utf8'),
        key: await readFile(key, 'utf8'),
      },
      '/v1/consents',
      { json: wish, headers: { 'tpp-redirect-uri': 'https://tpp.example/ok' } },
    )
    assert.equal(made.status, 201, JSON.stringify(made.body))
    for (const [wrong, said] of [
      [['cert', 'new'], /Write: npm run portico -- cert new/u],
      [['cert', 'new', '--app', 'app_none'], /There is no app app_none/u],
      [[...words, '--roles', 'BANK'], /There is no role "BANK"/u],
      [[...words, '--csr', key], /certificate request cannot be used/u],
      [[...words, '--csr', '/nowhere'], /cannot be read/u],
      [[...words, '--fast'], /Unknown option '--fast'/u],
    ] as const) {
      const refused = await portico([...wrong], environment)
      assert.equal(refused.code, 1)
      assert.match(refused.err, said)
    }
  })
