import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlainHost } from './plain-host.ts'

test('names and addresses of the internet are plain hosts', () => {
  for (const host of [
    'localhost',
    'app.example',
    'xn--kpguiden-r4a.example',
    'a-b.c1.example.',
    '127.0.0.1',
    '[::1]',
    '[2001:db8::1]',
  ])
    assert.ok(isPlainHost(host), host)
})

test('what would mean something in a list of hosts is no plain host', () => {
  const marks = [';', ',', "'", '"', ' ', '*', '_', '!', '$', '&', '(', ')', '=', '~', '`', '{']
  const hosts = marks.flatMap((mark) => [
    `a${mark}b.example`,
    `${mark}.example`,
    `a.example${mark}`,
  ])
  for (const host of [...hosts, '', '.', 'a..example', '-a.example', '[::1', '[1]', 'a'.repeat(64)])
    assert.ok(!isPlainHost(host), host)
})
