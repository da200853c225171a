/** Hosts that mean something in a policy: refused wherever an address is named, and harmless where one was kept from before. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStore } from '#src/app/open-store.ts'
import { loadConfig } from '#src/config/config.ts'
import { bearer, call, createApp, signUp } from '#test/developer.ts'
import { createSurroundings, engines, startPortico } from '#test/harness.ts'
import { askWith, clientToken, wish } from '#test/world.ts'

const odd = ['https://x.example;frame-ancestors/', 'https://x.example,evil.example/']
const good = 'https://tpp.example/ok'

for (const engine of engines)
  test(`an odd host is refused at every door, and one kept from before changes no policy (${engine})`, async (t) => {
    const surroundings = await createSurroundings(t, engine)
    const { url } = await startPortico(t, { surroundings })
    const developer = await signUp(url)
    const app = await createApp(url, developer)
    for (const uri of odd) {
      const json = { name: 'Odd', redirectUris: [uri] }
      const answer = await call(`${url}/api/v1/apps`, { headers: bearer(developer.token), json })
      assert.deepEqual([answer.status, answer.body.code], [400, 'redirect-uri-invalid'])
    }
    const token = await clientToken(url, app)
    const ask = askWith(url, () => token)
    const make = (headers: Record<string, string>) => ask('/v1/consents', { json: wish, headers })
    for (const uri of odd)
      for (const headers of [
        { 'tpp-redirect-uri': uri },
        { 'tpp-redirect-uri': good, 'tpp-nok-redirect-uri': uri },
        { 'tpp-redirect-uri': good, 'tpp-notification-uri': uri },
      ] as Record<string, string>[]) {
        const { status, body } = await make(headers)
        assert.deepEqual([status, body.tppMessages?.[0].code], [400, 'FORMAT_ERROR'], uri)
      }
    const made = await make({ 'tpp-redirect-uri': good, 'tpp-redirect-preferred': 'true' })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const link = String(made.body._links.scaRedirect.href)
    const policyOf = async () => {
      const opened = await fetch(link, { redirect: 'manual' })
      const cookie = (opened.headers.get('set-cookie') ?? '').split(';', 1).join()
      const page = await fetch(new URL(opened.headers.get('location') ?? '', url), {
        headers: { cookie },
      })
      assert.equal(page.status, 200)
      return page.headers.get('content-security-policy') ?? ''
    }
    const { database } = await openStore(loadConfig(surroundings.environment))
    t.after(() => database.close())
    const kept = JSON.stringify([...odd, 'https://app.example/cb'])
    await database.db.updateTable('apps').set({ redirect_uris: kept }).execute()
    await database.db
      .updateTable('authorisations')
      .set({ return_nok_uri: odd[0] ?? '' })
      .execute()
    const policy = await policyOf()
    assert.match(
      policy,
      /form-action 'self' https:\/\/app\.example https:\/\/tpp\.example; base-uri 'none'; frame-ancestors 'none'$/u,
    )
    const query = new URLSearchParams({
      client_id: app.clientId,
      response_type: 'code',
      scope: 'accounts',
      redirect_uri: odd[0] ?? '',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    const authorize = `${url}/sandbox/oauth/authorize?${query}`
    assert.equal((await fetch(authorize, { redirect: 'manual' })).status, 400)
  })
