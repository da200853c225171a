import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sessionCookieFor } from './session-cookie.ts'

const requestWith = (cookie: string): Request =>
  new Request('http://localhost/', { headers: { cookie } })

test('over https the cookie is bound to the host and secure', () => {
  const kept = sessionCookieFor('https://bank.example').keep('t1')
  assert.match(kept, /^__Host-portico_session=t1; Path=\/; HttpOnly; SameSite=Lax; Secure$/u)
})

test('a cookie whose name only ends the same way is not the session', () => {
  const cookie = sessionCookieFor('http://127.0.0.1:8080')
  assert.equal(cookie.read(requestWith('x_portico_session=evil; portico_session=mine')), 'mine')
  assert.equal(cookie.read(requestWith('x_portico_session=evil')), undefined)
  assert.equal(cookie.read(requestWith('portico_session=')), undefined)
})

test('the cookie ends with the session', () => {
  const cookie = sessionCookieFor('http://127.0.0.1:8080')
  assert.match(cookie.keep('t', '2026-11-21T08:00:00Z'), /Expires=Sat, 21 Nov 2026 08:00:00 GMT$/u)
})
