/** The catalogue, the product pages and the reference as visitors and developers meet them, over real doors. */
import assert from 'node:assert/strict'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { parse } from 'yaml'
import { postPage } from '../contact-form.ts'
import { bearer, call, createApp, signUp } from '../developer.ts'
import { thirdPartyProduct, writeThirdPartyPack } from '../fixtures/third-party-pack.ts'
import { startPortico, temporaryDirectory } from '../harness.ts'

const norrsken = join(import.meta.dirname, '../../banks/norrsken')
const longAt = 40
/** The quickest kind, so that no server sends more than what is measured here. */
const fast = { [constants.BROTLI_PARAM_QUALITY]: 4 }

async function readPage(address: string, headers: Record<string, string> = {}) {
  const answer = await fetch(address, { headers, redirect: 'manual' })
  return { status: answer.status, html: await answer.text() }
}

test('the catalogue lists every product by group, and a segment narrows it', async (t) => {
  const { url } = await startPortico(t)
  const { products } = (await call(`${url}/api/v1/products`)).body as {
    products: { id: string; group: { sv: string }; segments: string[] }[]
  }
  const { html } = await readPage(`${url}/sv/apis`)
  for (const { id, group } of products) {
    assert.ok(html.includes(`href="/sv/apis/${id}"`), id)
    assert.ok(html.includes(`>${group.sv}</h2>`), group.sv)
  }
  const privately = (await readPage(`${url}/apis?segment=private`)).html
  for (const { id, segments } of products)
    assert.equal(privately.includes(`href="/apis/${id}"`), segments.includes('private'), id)
})

test('every link and download of a product page leads somewhere', async (t) => {
  const { url } = await startPortico(t)
  const { html } = await readPage(`${url}/apis/exchange-rates`)
  const found = html.matchAll(/href="(\/apis\/exchange-rates\/[^"]+)"/gu)
  const links = [...found].map(([, link = '']) => link)
  assert.ok(links.length > 12, String(links.length))
  for (const link of links) assert.equal((await readPage(`${url}${link}`)).status, 200, link)
})

test('a developer subscribes an app on the product page and ends it there', async (t) => {
  const { url } = await startPortico(t)
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const cookie = { cookie: `portico_session=${developer.token}` }
  const address = `${url}/apis/exchange-rates`
  const subscribed = async () =>
    (await call(`${url}/api/v1/apps/${app.id}`, { headers: bearer(developer.token) })).body
      .subscriptions
  const post = (wish: string) => postPage(address, { app: app.id, wish }, cookie)
  assert.ok((await readPage(address, cookie)).html.includes('value="subscribe"'))
  assert.equal((await post('subscribe')).status, 303)
  assert.deepEqual(await subscribed(), ['exchange-rates'])
  assert.ok((await readPage(address, cookie)).html.includes('value="unsubscribe"'))
  assert.equal((await post('unsubscribe')).status, 303)
  assert.deepEqual(await subscribed(), [])
})

test('a restricted product says how to ask for it and offers no button', async (t) => {
  const { url } = await startPortico(t)
  const developer = await signUp(url)
  await createApp(url, developer)
  const cookie = { cookie: `portico_session=${developer.token}` }
  const { html } = await readPage(`${url}/apis/corporate-balance-reports`, cookie)
  assert.ok(html.includes('href="/contact?topic=restricted"'))
  assert.ok(!html.includes('value="subscribe"'))
})

test('an operation shows its path unbroken, its errors linked, its neighbours and samples', async (t) => {
  const { url } = await startPortico(t)
  const base = '/apis/account-information/1.3'
  const { html } = await readPage(`${url}/sv${base}/getTransactionList`)
  assert.ok(html.includes('/sandbox/psd2/v1/accounts/{account-id}/transactions</code>'))
  assert.ok(html.includes('href="/sv/errors/CONSENT_EXPIRED"'))
  assert.match(html, new RegExp(`href="/sv${base}/[^"]+" rel="prev"`, 'u'))
  assert.ok(html.includes('curl --globoff') && html.includes('await fetch('))
  const whole = await readPage(`${url}${base}`)
  assert.ok(whole.html.includes('id="getTransactionList"'))
})

test('an unknown product, version or operation is not found, with the way to the catalogue', async (t) => {
  const { url } = await startPortico(t)
  for (const path of ['no-such', 'exchange-rates/99', 'exchange-rates/1/noSuch', '%00', 'a%2Fb']) {
    const { status, html } = await readPage(`${url}/sv/apis/${path}`)
    assert.equal(status, 404, path)
    assert.ok(html.includes('href="/sv/apis"'), path)
  }
})

test('script in an OpenAPI description is shown as text', async (t) => {
  const banks = await temporaryDirectory(t)
  await writeThirdPartyPack(join(banks, 'norrsken'), norrsken)
  const { url } = await startPortico(t, { environment: { PORTICO_BANKS: banks } })
  const { html } = await readPage(`${url}/apis/${thirdPartyProduct}/2.4`)
  assert.ok(html.includes('&lt;script&gt;alert(1)&lt;/script&gt;'))
  assert.ok(!html.includes('<script>alert(1)'))
})

test('a reference of forty operations is sent in less than 150 kB', async (t) => {
  const banks = await temporaryDirectory(t)
  await cp(norrsken, join(banks, 'norrsken'), { recursive: true })
  await repeatOperations(join(banks, 'norrsken/apis/exchange-rates-1.yaml'))
  const { url } = await startPortico(t, { environment: { PORTICO_BANKS: banks } })
  const address = `${url}/apis/exchange-rates/1`
  const { html } = await readPage(address)
  assert.ok([...html.matchAll(/class="operation"/gu)].length >= longAt)
  const { headers } = await fetch(address, { headers: { 'accept-encoding': 'br' } })
  const packed = brotliCompressSync(html, { params: fast })
  assert.equal(headers.get('content-encoding'), 'br')
  assert.ok(packed.length <= 150_000, `${packed.length} bytes`)
})

/** The document with its operations again and again, below other paths, until it is long. */
async function repeatOperations(file: string) {
  const document = parse(await readFile(file, 'utf8')) as {
    paths: Record<string, Record<string, { operationId?: string }>>
  }
  const original = Object.entries(document.paths)
  for (let copy = 1; Object.keys(document.paths).length < longAt; copy += 1)
    for (const [path, item] of original) {
      const operations = Object.entries(item).map(([method, operation]) => [
        method,
        operation.operationId === undefined
          ? operation
          : { ...operation, operationId: `${operation.operationId}${copy}` },
      ])
      document.paths[`/copy-${copy}${path}`] = Object.fromEntries(operations)
    }
  await writeFile(file, JSON.stringify(document))
}
