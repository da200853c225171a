import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitorKeyOf } from './visitor-cookie.ts'

const requestWith = (cookie: string) => new Request('http://localhost/', { headers: { cookie } })

test('a visitor gets a key of their own and keeps it', () => {
  const home = 'https://bank.example'
  const first = visitorKeyOf(requestWith(''), home)
  assert.match(
    first.setCookie ?? '',
    /^__Host-portico_visitor=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=86400; Secure$/u,
  )
  const again = visitorKeyOf(requestWith(`a=b; __Host-portico_visitor=${first.key}`), home)
  assert.deepEqual(again, { key: first.key })
  assert.notEqual(visitorKeyOf(requestWith(''), home).key, first.key)
})

test('a key that nobody was given is replaced', () => {
  for (const odd of [
    'portico_visitor=short',
    `portico_visitor=${'a'.repeat(65)}`,
    'x_portico_visitor=a',
  ])
    assert.ok(visitorKeyOf(requestWith(odd), 'http://127.0.0.1:8080').setCookie, odd)
})
