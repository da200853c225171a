/** The page with an app's test certificates: issued, shown once, used, revoked; all of it without script. */
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { postPage } from '../contact-form.ts'
import { createApp, signUp } from '../developer.ts'
import { engines, startPortico } from '../harness.ts'
import { openTls } from '../tpp-certificate.ts'
import { readPage, unescape } from '../world-pages.ts'

/** The files that the page lets one save, by name. */
function savedFiles(html: string): Map<string, string> {
  const links = html.matchAll(/download="([^"]+)" href="data:application\/x-pem-file,([^"]+)"/gu)
  return new Map(Array.from(links, ([, name = '', text = '']) => [name, decodeURIComponent(text)]))
}

for (const engine of engines)
  test(`a certificate is issued on its page, opens the interface, and is refused once revoked (${engine})`, async (t) => {
    const { url, tlsUrl } = await startPortico(t, { engine })
    const developer = await signUp(url)
    const app = await createApp(url, developer)
    const cookie = { cookie: `portico_session=${developer.token}` }
    const address = `${url}/apps/${app.id}/certificates`
    assert.ok(
      (await readPage(`${url}/apps/${app.id}`, cookie)).html.includes(
        `/apps/${app.id}/certificates`,
      ),
    )
    const empty = await readPage(address, cookie)
    assert.equal(empty.status, 200)
    assert.ok(empty.html.includes('No certificate has been issued'))

    const shown = await postPage(address, { roles: 'AISP' }, cookie)
    assert.equal(shown.status, 201)
    const files = savedFiles(shown.html)
    const [certificate = '', key = ''] = [files.get('certificate.pem'), files.get('key.pem')]
    assert.match(new X509Certificate(certificate).subject, /PSDSE-FINA-TEST/u)
    const list = await readPage(address, cookie)
    assert.ok(list.html.includes(new X509Certificate(certificate).serialNumber.toLowerCase()))
    assert.ok(!list.html.includes('PRIVATE KEY'), 'the key is shown once')

    const ask = await openTls(url, tlsUrl)
    const making = {
      json: wishOf(shown.html),
      headers: { 'tpp-redirect-uri': 'https://tpp.example/ok' },
    }
    const made = await ask({ certificate, key }, '/v1/consents', making)
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const id = /name="revoke" value="([^"]+)"/u.exec(list.html)?.[1] ?? ''
    const revoked = await postPage(address, { revoke: id }, cookie)
    assert.equal(revoked.status, 303)
    assert.equal((await ask({ certificate, key }, '/v1/consents', making)).status, 401)
    const after = await readPage(`${address}?revoked`, cookie)
    assert.ok(
      after.html.includes('The certificate is revoked') && !after.html.includes('name="revoke"'),
    )
  })

/** The body of the call that the page shows. */
function wishOf(html: string): unknown {
  return JSON.parse(/-d '(\{.+?\})'<\/code>/su.exec(unescape(html))?.[1] ?? '')
}

test('what cannot be issued is refused with its reason, and what was written stays', async (t) => {
  const { url } = await startPortico(t)
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const cookie = { cookie: `portico_session=${developer.token}` }
  const address = `${url}/apps/${app.id}/certificates`
  const roleless = await postPage(address, { csr: 'kept as it was' }, cookie)
  assert.equal(roleless.status, 400)
  assert.ok(
    roleless.html.includes('Choose at least one role') && roleless.html.includes('kept as it was'),
  )
  const broken = await postPage(address, { roles: 'PISP', csr: 'no request' }, cookie)
  assert.equal(broken.status, 400)
  assert.ok(broken.html.includes('href="#csr"') && broken.html.includes('no request'))
  const stranger = { cookie: `portico_session=${(await signUp(url)).token}` }
  assert.equal((await postPage(address, { roles: 'AISP' }, stranger)).status, 404)
  assert.equal((await readPage(address, stranger)).status, 404)
  assert.equal((await postPage(address, { revoke: 'cert_none' }, cookie)).status, 404)
})
