/** PORTICO_SECRET gets a successor while servers run: they go on, restarted ones take the new one, and nothing that was sealed, remembered or chained before is lost. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { audit } from '#src/cli/audit.ts'
import type { Command } from '#src/cli/command.ts'
import { secret } from '#src/cli/secret.ts'
import { bearer, call, createApp, firstCustomer, signUp } from '#test/developer.ts'
import { createSurroundings, startPortico } from '#test/harness.ts'
import type { Surroundings } from '#test/harness.ts'
import { issueCertificate } from '#test/tpp-certificate.ts'
import { clientToken, embedded, wish } from '#test/world.ts'

async function run(
  command: Command,
  words: string[],
  { environment }: Pick<Surroundings, 'environment'>,
) {
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  const code = await command({ arguments: words, environment, print })
  return { code, text: lines.join('\n') }
}

/** A developer with an app, and one write of it that can be sent again. */
async function openApp(url: string) {
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const customer = await firstCustomer(url, app)
  const headers = {
    ...bearer(await clientToken(url, app)),
    ...embedded,
    'psu-id': customer.id,
    'psu-ip-address': '192.0.2.1',
    'x-request-id': randomUUID(),
  }
  const write = (base: string) => call(`${base}/sandbox/psd2/v1/consents`, { json: wish, headers })
  return { developer, app, write }
}

test('two servers on PostgreSQL change to another secret one after the other', async (t) => {
  const surroundings = await createSurroundings(t, 'postgres')
  const newSecret = randomBytes(48).toString('base64')
  const withNew = {
    engine: 'postgres',
    environment: { ...surroundings.environment, PORTICO_SECRET: newSecret },
  } as const
  const first = await startPortico(t, { surroundings })
  const { developer, app, write } = await openApp(first.url)
  const written = await write(first.url)
  assert.equal(written.status, 201, JSON.stringify(written.body))

  await assert.rejects(run(secret, ['rotate'], surroundings), /PORTICO_NEW_SECRET/u)
  await assert.rejects(startPortico(t, { surroundings: withNew }), /does not fit this store/u)
  const environment = { ...surroundings.environment, PORTICO_NEW_SECRET: newSecret }
  const rotated = await run(secret, ['rotate'], { environment })
  assert.match(rotated.text, /the former secret and with the new one/u)
  assert.doesNotMatch(rotated.text, new RegExp(newSecret.slice(0, 20).replaceAll('+', '\\+'), 'u'))

  const second = await startPortico(t, { surroundings: withNew })
  for (const { url } of [first, second]) {
    await issueCertificate(url, { developer, app })
    const again = await write(url)
    assert.deepEqual([again.status, again.body], [201, written.body], 'a write is still done once')
  }
  const jwks = await Promise.all(
    [first, second].map(async ({ url }) => (await call(`${url}/sandbox/oauth/jwks`)).body),
  )
  assert.deepEqual(jwks[0], jwks[1])

  await first.stop()
  const finished = await run(secret, ['finish'], withNew)
  assert.match(finished.text, /with this secret alone/u)
  await assert.rejects(startPortico(t, { surroundings }), /does not fit this store/u)
  await second.stop()
  const verified = await run(audit, ['verify'], withNew)
  assert.equal(verified.code, 0, verified.text)
  assert.doesNotMatch(verified.text, / 0 checkpoints/u)
})

test('the secret in the file of an embedded store is changed beside its server', async (t) => {
  const surroundings = await createSurroundings(t)
  const file = join(surroundings.environment['PORTICO_DATA'] ?? '', 'secret')
  const running = await startPortico(t, { surroundings })
  const { developer, app, write } = await openApp(running.url)
  const written = await write(running.url)
  const former = readFileSync(file, 'utf8')

  await run(secret, ['rotate'], surroundings)
  assert.notEqual(readFileSync(file, 'utf8'), former)
  await assert.rejects(run(secret, ['rotate'], surroundings), /secret finish/u)
  await issueCertificate(running.url, { developer, app })
  await running.stop()

  const next = await startPortico(t, { surroundings })
  assert.deepEqual((await write(next.url)).body, written.body)
  await issueCertificate(next.url, { developer, app })
  assert.match((await run(secret, ['finish'], surroundings)).text, /with this secret alone/u)
  assert.match((await run(secret, ['finish'], surroundings)).text, /nothing to finish/u)
  await next.stop()
  assert.equal((await run(audit, ['verify'], surroundings)).code, 0)
  const withFormer = { ...surroundings.environment, PORTICO_SECRET: former.trim() }
  const old = { engine: 'sqlite', environment: withFormer } as const
  await assert.rejects(startPortico(t, { surroundings: old }), /does not fit this store/u)
})
