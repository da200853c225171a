import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserCookie, readBrowserCookie } from './browser-cookie.ts'

test('over https the cookie has a name that browsers take over TLS alone', () => {
  const facts = { secret: 's3cret', path: '/sandbox/customer/1' }
  const secure = browserCookie({ ...facts, isSecureOrigin: true })
  assert.match(
    secure,
    /^__Secure-portico_redirect=s3cret; Path=\/sandbox\/customer\/1; .*; Secure$/u,
  )
  const plain = browserCookie({ ...facts, isSecureOrigin: false })
  assert.match(plain, /^portico_redirect=s3cret; .*SameSite=Lax$/u)
  const [pair = ''] = secure.split(';')
  assert.equal(readBrowserCookie(pair, { isSecureOrigin: true }), 's3cret')
  assert.equal(readBrowserCookie('portico_redirect=planted', { isSecureOrigin: true }), undefined)
})
