import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { tppMessages } from './tpp-messages.ts'

const folder = new URL('../../../content/errors/', import.meta.url)
const parts = {
  en: ['## Cause', '## What to do', '## How to provoke it'],
  sv: ['## Orsak', '## Gör så här', '## Så framkallar du felet'],
}

test('every code of the table has a page in both languages, with all its parts', async () => {
  for (const code of Object.keys(tppMessages))
    for (const [language, headings] of Object.entries(parts)) {
      const text = await readFile(new URL(`${code}.${language}.md`, folder), 'utf8')
      assert.deepEqual(
        text.split('\n').filter((line) => line.startsWith('#')),
        [`# ${code}`, ...headings],
      )
    }
})

test('no page in capitals describes a code that is never sent', async () => {
  const names = await readdir(folder)
  const codes = names.map((name) => name.split('.')[0] ?? '').filter((name) => /^[A-Z]/u.test(name))
  assert.deepEqual([...new Set(codes)].toSorted(), Object.keys(tppMessages).toSorted())
})
