/** Holds the error pages to the tables of codes: each code has its page, each page a code, and all have one template. */
import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { test } from 'node:test'
import { httpProblems } from '#src/edge/http/problem.ts'
import { mockProblems } from '#src/edge/mock-api/mock-problems.ts'
import { denials } from '#src/edge/oauth/outcome.ts'
import { portalProblems } from '#src/edge/portal/portal-problems.ts'
import { worldProblems } from '#src/edge/world/world-problems.ts'
import { tppMessages } from '#src/edge/xs2a/tpp-messages.ts'
import { parseBlocks } from '../web/app/ui/parse-markdown.ts'
import { listFiles, readText } from './source-files.ts'

/** Errors of the authorization server that a developer may look up (RFC 6749, RFC 8707, OpenID Connect Core). */
const oauthErrors = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'invalid_redirect_uri',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'access_denied',
  'login_required',
  'invalid_target',
  'server_error',
  'temporarily_unavailable',
]

const codes = [httpProblems, portalProblems, worldProblems, mockProblems, tppMessages]
  .flatMap((table) => Object.keys(table))
  .concat(oauthErrors)

const sections: Readonly<Record<string, readonly string[]>> = {
  en: ['Cause', 'What to do', 'How to provoke it'],
  sv: ['Orsak', 'Gör så här', 'Så framkallar du felet'],
}

interface Page {
  readonly name: string
  readonly text: string
}

const pages: readonly Page[] = listFiles('content/errors/**').map((path) => ({
  name: basename(path),
  text: readText(path),
}))

function missingPagesOf(names: readonly string[]): string[] {
  const needed = codes.flatMap((code) => [`${code}.en.md`, `${code}.sv.md`])
  return needed.filter((name) => !names.includes(name))
}

function strayPagesOf(names: readonly string[]): string[] {
  return names.filter((name) => {
    const [, code = '', language] = /^(.+)\.(en|sv)\.md$/u.exec(name) ?? []
    return language === undefined || !codes.includes(code)
  })
}

/** What the page lacks of its template, read as the portal reads it. */
function faultsOf({ name, text }: Page): string[] {
  const [code, language = ''] = name.split('.')
  const blocks = parseBlocks(text)
  const headings = blocks.flatMap((block) =>
    block.kind === 'heading' ? [`${'#'.repeat(block.level)} ${block.text}`] : [],
  )
  const expected = [`# ${code}`, ...(sections[language] ?? []).map((title) => `## ${title}`)]
  const isAsExpected = headings.join('\n') === expected.join('\n')
  const isEmpty = (index: number) => {
    const next = blocks[index + 1]
    return next === undefined || next.kind === 'heading'
  }
  const empty = blocks.filter((block, index) => block.kind === 'heading' && isEmpty(index))
  return [
    ...(isAsExpected ? [] : [`${name}: the headings are ${headings.join(', ')}`]),
    ...empty.map((block) => `${name}: nothing under ${block.kind === 'heading' ? block.text : ''}`),
  ]
}

test('every code of every interface has its page in both languages', () => {
  assert.deepEqual(missingPagesOf(pages.map(({ name }) => name)), [])
})

test('every error page is of a code that exists', () => {
  assert.deepEqual(strayPagesOf(pages.map(({ name }) => name)), [])
})

test('every error page has the headings of its template, and something under each', () => {
  assert.deepEqual(pages.flatMap(faultsOf), [])
})

test('the page on access_denied has every description that an app may be sent', () => {
  const about = pages.filter(({ name }) => name.startsWith('access_denied.'))
  assert.equal(about.length, 2)
  for (const { name, text } of about)
    for (const description of Object.values(denials)) assert.ok(text.includes(description), name)
})

test('the checks of error pages find planted breaches', () => {
  const names = pages.map(({ name }) => name)
  const withoutOne = names.filter((name) => name !== 'path-unknown.sv.md')
  assert.deepEqual(missingPagesOf(withoutOne), ['path-unknown.sv.md'])
  const strays = ['no-such-code.en.md', 'path-unknown.de.md', 'notes.txt']
  assert.deepEqual(strayPagesOf([...names, ...strays]), strays)
  const good =
    '# busy\n\nX.\n\n## Cause\n\nX.\n\n## What to do\n\nX.\n\n## How to provoke it\n\nX.\n'
  assert.deepEqual(faultsOf({ name: 'busy.en.md', text: good }), [])
  const breaches = {
    'busy.sv.md': good,
    'wrong.en.md': good,
    'busy.en.md': good.replace('Cause\n\nX.', 'Cause'),
  }
  for (const [name, text] of Object.entries(breaches))
    assert.notDeepEqual(faultsOf({ name, text }), [], name)
})
