/** Reads the portal's texts with every bank pack as a start does: what is broken here would refuse it. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { loadBankPack } from '#src/adapters/bank-pack/load-bank-pack.ts'
import { openTexts } from '#src/app/texts.ts'
import { openPages } from '#src/domain/texts/site-addresses.ts'
import { patterns } from '../web/app/paths.ts'
import { listFiles, root } from './source-files.ts'

const publicUrl = 'https://bank.example'
const banks = listFiles('banks/*/bank.yaml').map((path) => path.split('/')[1] ?? '')

const openFor = async (bank: string, packageRoot = root) => {
  const pack = await loadBankPack(join(root, 'banks', bank))
  const bankFolder = join(packageRoot, 'banks', bank)
  return openTexts({ packageRoot, bankFolder, pack, publicUrl })
}

test('there are banks to read the texts with', () => {
  assert.ok(banks.length > 0)
})

for (const bank of banks)
  test(`the texts of the portal are whole with ${bank}`, async () => {
    const { texts, pages } = await openFor(bank)
    for (const language of ['en', 'sv']) assert.ok(texts.terms(language).length > 0)
    assert.equal(new Set(pages).size, pages.length, 'an address is listed twice')
  })

test('every page that texts may link to is a page of the web app', () => {
  const known = new Set(Object.values(patterns).map((pattern) => `/${pattern}`))
  assert.deepEqual(
    openPages.filter((address) => !known.has(address)),
    [],
  )
})

/** A copy of all texts with a change in one of them. */
function withChange(t: TestContext, file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'portico-texts-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['content', 'banks'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  const path = join(folder, file)
  const changed = change(readFileSync(path, 'utf8'))
  if (changed === '') rmSync(path)
  else writeFileSync(path, changed)
  return folder
}

const breaches: readonly (readonly [string, (text: string) => string, RegExp])[] = [
  [
    'a dead link',
    (text) => `${text}\n[gone](/guides/no-such-guide)\n`,
    /about\.en\.md:\d+ .*no page/u,
  ],
  [
    'a dead heading',
    (text) => `${text}\n[gone](/glossary#no-such)\n`,
    /about\.en\.md:\d+ .*no heading/u,
  ],
  ['an unknown tag', (text) => `${text}\n{% film %}x{% /film %}\n`, /about\.en\.md:\d+ .*film/u],
  ['a missing language', () => '', /about\.sv\.md has no about\.en\.md/u],
]

for (const [name, change, says] of breaches)
  test(`the check of texts finds ${name}`, async (t) => {
    const folder = withChange(t, 'content/portal/about.en.md', change)
    await assert.rejects(openFor(banks[0] ?? '', folder), says)
  })
