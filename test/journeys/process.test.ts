/** What only whole processes can show: stopping cleanly, starting again, locks, and the command line beside a running server. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect, readInterface } from '../consent-flow.ts'
import { bearer, createApp, expectCall, logIn, signUp } from '../developer.ts'
import { createSurroundings, engines } from '../harness.ts'
import { runPortico, spawnPortico } from '../spawn-portico.ts'

for (const engine of engines) {
  test(`a second start goes on where the first stopped (${engine})`, async (t) => {
    const surroundings = await createSurroundings(t, engine)
    const first = await spawnPortico(t, surroundings)
    const developer = await signUp(first.url)
    const app = await createApp(first.url, developer)
    const tokens = await connect(first.url, app)
    first.signal('SIGTERM')
    assert.equal((await first.finished).code, 0)
    const port = new URL(first.url).port
    const second = await spawnPortico(t, {
      environment: { ...surroundings.environment, PORT: port },
    })
    assert.equal((await readInterface(second.url, tokens.accessToken)).status, 200)
    const token = await logIn(second.url, developer)
    const { body } = await expectCall(200, `${second.url}/api/v1/apps/${app.id}`, {
      headers: bearer(token),
    })
    assert.equal(body.clientId, app.clientId)
  })

  test(`audit verify holds beside a running server (${engine})`, async (t) => {
    const surroundings = await createSurroundings(t, engine)
    const running = await spawnPortico(t, surroundings)
    await createApp(running.url, await signUp(running.url))
    const verified = await runPortico(['audit', 'verify'], surroundings)
    assert.equal(verified.code, 0, verified.output)
  })
}

test('a second server on one embedded store is refused with a clear line', async (t) => {
  const surroundings = await createSurroundings(t)
  await spawnPortico(t, surroundings)
  const second = await runPortico(['serve'], surroundings)
  assert.notEqual(second.code, 0)
  assert.match(second.output, /already|another/iu)
  assert.doesNotMatch(second.output, /\n\s+at /u)
})

test('another bank pack on an existing directory is refused', async (t) => {
  const surroundings = await createSurroundings(t)
  const first = await spawnPortico(t, surroundings)
  first.signal('SIGTERM')
  await first.finished
  const refused = await runPortico(['serve'], {
    environment: { ...surroundings.environment, PORTICO_BANK: 'akerskog' },
  })
  assert.notEqual(refused.code, 0)
  assert.match(refused.output, /akerskog/u)
})

test('SIGTERM lets calls under way finish and loses no call record', async (t) => {
  const surroundings = await createSurroundings(t)
  const first = await spawnPortico(t, surroundings)
  const developer = await signUp(first.url)
  const app = await createApp(first.url, developer)
  const tokens = await connect(first.url, app)
  const answers = Array.from({ length: 20 }, () => readInterface(first.url, tokens.accessToken))
  const settled = Promise.allSettled(answers)
  await answers[0]
  first.signal('SIGTERM')
  const answered = (await settled).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  assert.equal((await first.finished).code, 0)
  assert.ok(answered.length > 0)
  const second = await spawnPortico(t, surroundings)
  const headers = bearer(await logIn(second.url, developer))
  for (const answer of answered) {
    const requestId = answer.headers.get('x-request-id')
    const found = await expectCall(
      200,
      `${second.url}/api/v1/apps/${app.id}/calls?requestId=${requestId}`,
      { headers },
    )
    assert.equal(found.body.calls.length, 1, `the call ${requestId} left no record`)
  }
})
