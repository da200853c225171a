/** Behind a proxy: limits count the caller it names, when it is trusted, and nobody shows a certificate by a header. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { createApp, signUp } from '../developer.ts'
import { startPortico } from '../harness.ts'
import { rawCall } from '../raw-call.ts'
import { issueCertificate } from '../tpp-certificate.ts'
import { wish } from '../world.ts'

const limitOfResets = 30

/** By JSON and by the page's form, in turn: both must count the same caller. */
function createVisitors(url: string) {
  const { host } = new URL(url)
  let asked = 0
  return async (forwarded: string): Promise<number> => {
    asked += 1
    const isForm = asked % 2 === 0
    const email = `${randomUUID()}@tpp.example`
    const { status } = await rawCall(url, {
      method: 'POST',
      path: isForm ? '/lost-password' : '/api/v1/password-resets',
      headers: {
        host,
        'x-forwarded-for': forwarded,
        'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      },
      body: isForm ? new URLSearchParams({ email }).toString() : JSON.stringify({ email }),
    })
    return status
  }
}

async function useUp(ask: (forwarded: string) => Promise<number>, forwarded: string) {
  for (let count = 0; count < limitOfResets; count += 1)
    assert.ok((await ask(forwarded)) < 400, `${count}`)
  assert.equal(await ask(forwarded), 429)
  assert.equal(await ask(forwarded), 429)
}

test('behind a trusted proxy one caller uses up their own limit and nobody else’s', async (t) => {
  const { url } = await startPortico(t, {
    environment: { TRUSTED_PROXIES: '127.0.0.0/8', PORTICO_RATE_LIMITS: 'on' },
  })
  const ask = createVisitors(url)
  await useUp(ask, '203.0.113.9')
  assert.equal(await ask('198.51.100.1, 203.0.113.9'), 429, 'what the caller wrote is not read')
  assert.ok((await ask('203.0.113.10')) < 400)
  await useUp(ask, '2001:db8:1:2::1')
  assert.equal(await ask('2001:db8:1:2:ffff::9'), 429, 'an IPv6 caller is a /64')
  assert.ok((await ask('2001:db8:1:3::1')) < 400)
})

test('without TRUSTED_PROXIES nobody gets a new limit by a header', async (t) => {
  const { url } = await startPortico(t, { environment: { PORTICO_RATE_LIMITS: 'on' } })
  const ask = createVisitors(url)
  await useUp(ask, '203.0.113.9')
  assert.equal(await ask('203.0.113.10'), 429)
})

test('a client certificate in a header changes nothing, not even from a trusted proxy', async (t) => {
  const { url } = await startPortico(t, { environment: { TRUSTED_PROXIES: '127.0.0.0/8' } })
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const { certificate, organisationIdentifier } = await issueCertificate(url, { developer, app })
  const der = certificate.replaceAll(/-----[^-]+-----|\s/gu, '')
  const shown = Object.fromEntries(
    ['ssl-client-cert', 'x-ssl-client-cert', 'x-client-cert', 'x-arr-clientcert'].map((name) => [
      name,
      encodeURIComponent(certificate),
    ]),
  )
  const headers = {
    host: new URL(url).host,
    ...shown,
    'client-cert': `:${der}:`,
    'x-forwarded-client-cert': `Cert="${encodeURIComponent(certificate)}"`,
    'x-amzn-mtls-clientcert': encodeURIComponent(certificate),
    'ssl-client-verify': 'SUCCESS',
    'x-ssl-client-verify': 'SUCCESS',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '203.0.113.9',
  }
  const made = await rawCall(url, {
    method: 'POST',
    path: '/sandbox/psd2/v1/consents',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'x-request-id': randomUUID(),
      'tpp-redirect-uri': 'https://tpp.example/ok',
    },
    body: JSON.stringify(wish),
  })
  assert.equal(made.status, 401, made.text)
  const token = await rawCall(url, {
    method: 'POST',
    path: '/sandbox/oauth/token',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: organisationIdentifier,
      scope: 'xs2a',
    }).toString(),
  })
  assert.equal(token.status, 401, token.text)
  assert.equal(JSON.parse(token.text).error, 'invalid_client')
})
