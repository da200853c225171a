/** An app's World in the developer's hands: test data and bank profile through the portal's API and its pages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { basic, bearer, call, createApp, expectCall, signUp } from '../developer.ts'
import { engines, startPortico } from '../harness.ts'
import { postParts, readPage, unescape } from '../world-pages.ts'

const iban = 'SE4550000000058398257466'
const ownData = {
  customers: [{ psuId: 'PSU-Demo', name: 'Demo Person' }],
  accounts: [{ iban, owners: ['PSU-Demo'], name: 'Household' }],
}

for (const engine of engines)
  test(`the portal and the World API read and change one and the same World (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const developer = await signUp(url)
    const app = await createApp(url, developer)
    const own = { headers: bearer(developer.token) }
    const byApp = { headers: basic(app) }
    const [mine, world] = [`${url}/api/v1/apps/${app.id}/world`, `${url}/sandbox/world/v1`]

    await expectCall(204, `${mine}/test-data`, { ...own, method: 'PUT', json: ownData })
    const data = await expectCall(200, `${world}/test-data`, byApp)
    assert.equal(data.body.accounts[0].iban, iban)
    assert.deepEqual((await expectCall(200, `${mine}/test-data`, own)).body, data.body)
    const wrong = { ...ownData, accounts: [{ iban: 'SE12', owners: ['nobody'] }] }
    const refused = await expectCall(400, `${mine}/test-data`, {
      ...own,
      method: 'PUT',
      json: wrong,
    })
    const places = refused.body.errors.map((error: { pointer: string }) => error.pointer)
    assert.deepEqual(places, ['/accounts/0/iban', '/accounts/0/owners/0'])
    assert.deepEqual((await expectCall(200, `${mine}/test-data`, own)).body, data.body)

    const patch = { consents: { lifetimeDays: 30 }, sca: { startMode: 'explicit' } }
    const changed = await expectCall(200, `${mine}/profile`, {
      ...own,
      method: 'PATCH',
      json: patch,
    })
    assert.equal(changed.body.consents.lifetimeDays, 30)
    assert.deepEqual((await expectCall(200, `${world}/profile`, byApp)).body, changed.body)
    const over = { consents: { lifetimeDays: 500 } }
    const fault = await expectCall(400, `${mine}/profile`, { ...own, method: 'PATCH', json: over })
    assert.equal(fault.body.errors[0].pointer, '/consents/lifetimeDays')
    await expectCall(204, `${mine}/profile`, { ...own, method: 'DELETE' })
    const { body } = await expectCall(200, `${url}/api/v1/bank-profile`)
    assert.deepEqual((await expectCall(200, `${mine}/profile`, own)).body, body.profile)
    assert.ok(body.deviations.length > 0 && body.schema.properties.consents)
    assert.deepEqual((await expectCall(200, `${mine}/test-data`, own)).body, data.body)
  })

test('the World of another developer can be neither read nor changed', async (t) => {
  const { url } = await startPortico(t)
  const app = await createApp(url, await signUp(url))
  const headers = bearer((await signUp(url)).token)
  const world = `${url}/api/v1/apps/${app.id}/world`
  for (const [method, path, json] of [
    ['GET', 'test-data', undefined],
    ['PUT', 'test-data', ownData],
    ['GET', 'profile', undefined],
    ['PATCH', 'profile', {}],
    ['DELETE', 'profile', undefined],
  ] as const) {
    const answer = await call(`${world}/${path}`, { method, headers, json })
    assert.deepEqual([answer.status, answer.body.code], [404, 'app-unknown'], `${method} ${path}`)
  }
})

for (const engine of engines)
  test(`test data is downloaded, mended and put back on its page, and nothing is lost on a refusal (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const developer = await signUp(url)
    const app = await createApp(url, developer)
    const cookie = { cookie: `portico_session=${developer.token}` }
    const address = `${url}/apps/${app.id}/world/test-data`
    const inWorld = async () => {
      const { body } = await expectCall(200, `${url}/sandbox/world/v1/test-data`, {
        headers: basic(app),
      })
      return body
    }
    const first = await inWorld()
    const json = await readPage(`${address}/test-data.json`, cookie)
    assert.match(json.headers.get('content-disposition') ?? '', /attachment.*test-data\.json/u)
    assert.deepEqual(JSON.parse(json.html), first)
    assert.deepEqual(parse((await readPage(`${address}/test-data.yaml`, cookie)).html), first)
    assert.equal((await readPage(`${address}/test-data.txt`, cookie)).status, 404)

    const text = `# mine\n${stringify({ ...ownData, accounts: [{ iban: 'SE12', owners: ['x'] }] })}`
    const line = text.split('\n').findIndex((one) => one.includes('SE12')) + 1
    const refused = await postParts(address, { text }, cookie)
    assert.equal(refused.status, 400)
    const seen = unescape(refused.html).replaceAll('\r', '') // forms send both characters of a line's end
    assert.ok(seen.includes(`Line ${line}, accounts[0].iban:`), 'the place is named')
    assert.ok(seen.includes(text), 'the text is kept, its comment too')
    const torn = await postParts(address, { text: 'a: [' }, cookie)
    assert.ok(torn.status === 400 && torn.html.includes('Line 1 can not be read'))
    const empty = await postParts(address, { text: '' }, cookie)
    assert.ok(empty.status === 400 && empty.html.includes('Choose a file or write the data'))
    const large = await postParts(address, { text: `# ${'x'.repeat(1_100_000)}` }, cookie)
    assert.ok(large.status === 400 && large.html.includes('larger than 1 MB'))
    assert.deepEqual(await inWorld(), first, 'nothing was changed')

    const file = new File([JSON.stringify(ownData)], 'mine.json', { type: 'application/json' })
    const replaced = await postParts(address, { file, text: 'not this' }, cookie)
    assert.equal(replaced.status, 303, replaced.html)
    assert.equal((await inWorld()).accounts[0].iban, iban)
    const after = await readPage(`${address}?replaced`, cookie)
    assert.ok(after.html.includes('The World has the new test data') && after.html.includes(iban))
    const whole = await postParts(address, { text: stringify(first) }, cookie)
    assert.equal(whole.status, 303, 'what was downloaded can be put back')
  })

/** What a browser would send of the page's form: every control as it stands. */
function formOf(html: string): [string, string][] {
  const form = /<form[^>]*class="fields wide"[^>]*>(.*?)<\/form>/su.exec(html)?.[1] ?? ''
  const inputs = Array.from(
    form.matchAll(/<input([^>]*)>/gu),
    ([, own = '']): [string, string][] => {
      const valueOf = (name: string) => new RegExp(` ${name}="([^"]*)"`, 'u').exec(own)?.[1] ?? ''
      if (valueOf('type') === 'checkbox' && !own.includes(' checked')) return []
      return [[valueOf('name'), valueOf('value')]]
    },
  )
  const lists = Array.from(
    form.matchAll(/<select([^>]*)>(.*?)<\/select>/gsu),
    ([, own = '', options = '']): [string, string] => [
      / name="([^"]*)"/u.exec(own)?.[1] ?? '',
      /value="([^"]*)" selected/u.exec(options)?.[1] ?? '',
    ],
  )
  return [...inputs.flat(), ...lists]
}

for (const engine of engines)
  test(`the bank profile of a World is changed in a form, marked, and given back (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const developer = await signUp(url)
    const app = await createApp(url, developer)
    const cookie = { cookie: `portico_session=${developer.token}` }
    const address = `${url}/apps/${app.id}/world/profile`
    const inWorld = async () => {
      const own = { headers: basic(app) }
      return (await expectCall(200, `${url}/sandbox/world/v1/profile`, own)).body
    }
    const save = async (pairs: [string, string][]) => {
      const body = new URLSearchParams(pairs)
      const answer = await fetch(address, {
        method: 'POST',
        body,
        headers: cookie,
        redirect: 'manual',
      })
      return { status: answer.status, html: unescape(await answer.text()) }
    }
    const first = await inWorld()
    assert.ok((await readPage(address, cookie)).html.includes('nothing has been changed'))
    const form = formOf((await readPage(`${address}?edit`, cookie)).html)
    assert.equal((await save(form)).status, 303)
    assert.deepEqual(await inWorld(), first, 'a form saved as it is changes nothing')

    const without = form.filter(
      ([name]) => !['consents.lifetimeDays', 'sca.approaches'].includes(name),
    )
    const approaches: [string, string][] = ['embedded', 'redirect'].map((one) => [
      'sca.approaches',
      one,
    ])
    const refused = await save([...without, ...approaches, ['consents.lifetimeDays', '300']])
    assert.equal(refused.status, 400)
    assert.ok(refused.html.includes('Longest life, days: write a whole number from 1 to 180'))
    assert.ok(refused.html.includes('value="300"'), 'what was written stays')
    assert.deepEqual(
      formOf(refused.html)
        .filter(([name]) => name === 'sca.approaches')
        .slice(0, 2),
      approaches,
    )
    assert.deepEqual(await inWorld(), first)

    const saved = await save([...without, ...approaches, ['consents.lifetimeDays', '30']])
    assert.equal(saved.status, 303)
    const changed = await inWorld()
    assert.deepEqual(changed.sca.approaches, ['embedded', 'redirect'])
    assert.equal(changed.consents.lifetimeDays, 30)
    const shown = await readPage(`${address}?saved`, cookie)
    assert.ok(shown.html.includes('2 choices differ from'))
    assert.equal(shown.html.match(/class="tag warn">Changed/gu)?.length, 2)
    assert.equal((await save([['wish', 'reset']])).status, 303)
    assert.deepEqual(await inWorld(), first)
  })

test('everyone reads the bank’s profile and its deviations, in both languages', async (t) => {
  const { url } = await startPortico(t)
  const { body } = await expectCall(200, `${url}/api/v1/bank-profile`)
  for (const [language, prefix] of [
    ['en', ''],
    ['sv', '/sv'],
  ] as const) {
    const html = unescape((await readPage(`${url}${prefix}/bank-profile`)).html)
    for (const group of Object.keys(body.profile)) assert.ok(html.includes(`${group}`), group)
    for (const { place, ours } of body.deviations)
      assert.ok(html.includes(place[language]) && html.includes(ours[language]), place.en)
    const product = await readPage(`${url}${prefix}/apis/account-information`)
    assert.ok(product.html.includes(`href="${prefix}/bank-profile"`))
  }
})
