/** Holds the tree to the house rules, and every rule to a planted breach that proves it bites. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findBreaches, roomOrder, rules } from './house-rules.ts'
import type { RuleName } from './house-rules.ts'
import { tolerated } from './ratchet.ts'
import { listFiles, loadSources, parseSource } from './source-files.ts'

const charter = '/** A file planted to break a rule, never run. */\n'

interface Planted {
  readonly path: string
  readonly text: string
}

const planted: Record<RuleName, readonly Planted[]> = {
  direction: [
    { path: 'src/kit/planted.ts', text: "import { a } from '#src/domain/apps/app.ts'" },
    {
      path: 'src/domain/apps/planted.ts',
      text: "import type { A } from '#src/edge/http/server.ts'",
    },
    {
      path: 'src/edge/xs2a/planted.ts',
      text: "import { a } from '../../adapters/database/engine.ts'",
    },
    {
      path: 'src/adapters/mail/planted.ts',
      text: "export type A = import('#src/app/compose.ts').A",
    },
    { path: 'src/elsewhere/planted.ts', text: "import { a } from '#src/kit/clock.ts'" },
    { path: 'src/app/planted.ts', text: "import { a } from '#test/harness.ts'" },
  ],
  rooms: [
    { path: 'src/domain/audit/planted.ts', text: "import { a } from '#src/domain/apps/app.ts'" },
    { path: 'src/domain/nowhere/planted.ts', text: "import { a } from '../audit/transact.ts'" },
  ],
  edges: [
    { path: 'src/edge/portal/planted.ts', text: "export { a } from '#src/edge/oauth/provider.ts'" },
  ],
  web: [{ path: 'web/app/planted.ts', text: "import { a } from '../../src/kit/clock.ts'" }],
  drivers: [{ path: 'src/adapters/database/planted.ts', text: "import pg from 'pg'" }],
  homes: [
    { path: 'src/app/planted.ts', text: "export const a = process.env['A']" },
    { path: 'src/domain/apps/planted.ts', text: 'export const a = () => Date.now()' },
    { path: 'src/edge/http/planted.ts', text: 'export const a = () => new Date()' },
    { path: 'src/kit/planted.ts', text: 'export const a = () => Math.random()' },
    { path: 'src/domain/apps/planted.ts', text: "console.log('a')" },
    { path: 'src/edge/portal/planted.ts', text: 'export const a = (b) => b.socket.remoteAddress' },
    { path: 'src/edge/portal/planted.ts', text: 'export const a = (request) => request.ip' },
    { path: 'src/edge/portal/planted.ts', text: 'export const a = (b) => b.headers.host' },
    {
      path: 'src/edge/mock-api/planted.ts',
      text: "export const a = tokens.findByTokenHash('', '')",
    },
  ],
  'file-size': [{ path: 'src/kit/planted.ts', text: 'const a = 1\n'.repeat(300) }],
  'function-size': [
    { path: 'src/kit/planted.ts', text: `export function a() {\n${'  b()\n'.repeat(60)}}` },
    { path: 'web/app/planted.tsx', text: `export const A = () => {\n${'  b()\n'.repeat(80)}}` },
  ],
  charter: [{ path: 'src/kit/planted.ts', text: '' }],
  'named-exports': [
    { path: 'src/kit/planted.ts', text: 'export default function a() {}' },
    { path: 'src/kit/planted.ts', text: 'export default 1' },
  ],
  're-exports': [{ path: 'src/kit/planted.ts', text: "export * from './clock.ts'" }],
}

test('the tree keeps the house rules', () => {
  const isTolerated = (rule: string, path: string) =>
    tolerated.some((one) => one.rule === rule && one.path === path)
  const breaches = findBreaches(loadSources())
    .filter((breach) => !isTolerated(breach.rule, breach.path))
    .map((breach) => `${breach.path} [${breach.rule}] ${breach.message}`)
  assert.deepEqual(breaches, [])
})

test('the list of tolerated breaches holds nothing that is kept by now', () => {
  const breaches = findBreaches(loadSources())
  const idle = tolerated.filter(
    (one) => !breaches.some((breach) => breach.rule === one.rule && breach.path === one.path),
  )
  assert.deepEqual(idle, [])
})

for (const rule of Object.keys(rules) as RuleName[])
  // the keys of that very object
  test(`the rule "${rule}" finds every planted breach`, () => {
    for (const { path, text } of planted[rule]) {
      const source = rule === 'charter' ? 'export const a = 1\n' : `${charter}${text}\n`
      const found = findBreaches([parseSource(path, source)]).map((breach) => breach.rule)
      assert.ok(found.includes(rule), `${path} with ${text.slice(0, 60)} went unnoticed`)
    }
  })

test('what the rules allow is not reported', () => {
  const clean: Planted[] = [
    {
      path: 'src/domain/apps/planted.ts',
      text: "import { a } from '#src/domain/audit/transact.ts'",
    },
    { path: 'src/edge/portal/planted.ts', text: "import { a } from '#src/edge/http/server.ts'" },
    { path: 'src/kit/clock.ts', text: 'export const a = () => Date.now()' },
    { path: 'src/kit/planted.ts', text: 'export const a = (at: number) => new Date(at)' },
    { path: 'web/app/pages/planted.tsx', text: 'export default function A() {}' },
  ]
  const files = clean.map(({ path, text }) => parseSource(path, charter + text))
  assert.deepEqual(findBreaches(files), [])
})

test('every room has a place in the order of rooms', () => {
  const rooms = new Set(listFiles('src/domain').map((path) => path.split('/')[2] ?? ''))
  assert.deepEqual(
    [...rooms].filter((room) => !roomOrder.includes(room)),
    [],
  )
})
