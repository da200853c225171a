/** Holds the words of the repository: headings, links, unfinished marks, and that both languages say the same things. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { listFiles, readText, root } from './source-files.ts'

const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gmu, '')

function headingsOf(text: string): string[] {
  return withoutCode(text)
    .split('\n')
    .filter((line) => line.startsWith('# '))
}

function brokenLinksOf(path: string, text: string): string[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/gu)].map(
    (match) => match[1] ?? '',
  )
  return targets.filter((target) => {
    if (/^(?:[a-z]+:|#|\/)/u.test(target)) return false
    return !existsSync(join(root, dirname(path), target.split('#')[0] ?? ''))
  })
}

function unfinishedOf(text: string): string[] {
  const marks = new RegExp(`\\b(?:${['FIX', 'TO'].join('ME|')}DO|XXX|HACK)\\b`, 'u')
  return text.split('\n').filter((line) => marks.test(line) || line.includes('FIX'.concat('ME')))
}

/** Every path to a text in an object of texts. */
function keysOf(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [prefix]
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${prefix}.${key}`))
}

test('every Markdown file of the house has one heading of the first level', () => {
  for (const path of listFiles('*.md').filter((name) => !/^(?:content|banks)\//u.test(name)))
    assert.equal(headingsOf(readText(path)).length, 1, path)
})

test('links between files lead somewhere', () => {
  for (const path of listFiles('*.md'))
    assert.deepEqual(brokenLinksOf(path, readText(path)), [], path)
})

test('nothing is marked as unfinished', () => {
  for (const path of listFiles('*.ts', '*.tsx', '*.css', '*.md', '*.yaml', '*.json')) {
    if (path === 'package-lock.json' || path === 'checks/text.test.ts') continue
    assert.deepEqual(unfinishedOf(readText(path)), [], path)
  }
})

test('the web app says the same things in both languages', async () => {
  const english = listFiles('web/app/texts/*').filter((path) =>
    /\/en(?:-[a-z-]+)?\.ts$/u.test(path),
  )
  assert.ok(english.length > 0, 'no English texts were found')
  for (const path of english) {
    const swedish = path.replace(/\/en([^/]*)$/u, '/sv$1')
    assert.deepEqual(await textKeys(path), await textKeys(swedish), path)
  }
})

async function textKeys(path: string): Promise<string[]> {
  if (path.endsWith('.json')) return keysOf(JSON.parse(readText(path))).toSorted()
  const loaded: Record<string, unknown> = await import(pathToFileURL(join(root, path)).href)
  return Object.values(loaded)
    .flatMap((value) => keysOf(value))
    .toSorted()
}

test('error pages come in pairs of languages', () => {
  const pages = listFiles('content/errors/**')
  const partners = pages.filter((path) => /[./](?:en|sv)\b/u.test(path))
  for (const path of partners) {
    const other = path.replace(
      /([./])(en|sv)\b/u,
      (_, before, language) => `${before}${language === 'en' ? 'sv' : 'en'}`,
    )
    assert.ok(pages.includes(other), `${path} has no ${other}`)
  }
})

test('the checks of texts find planted breaches', () => {
  assert.equal(headingsOf('# One\n\n# Two\n```\n# not a heading\n```\n').length, 2)
  assert.deepEqual(brokenLinksOf('README.md', 'see [it](./nowhere.md) and [us](./package.json)'), [
    './nowhere.md',
  ])
  assert.equal(unfinishedOf(`// ${'FIX'}ME later\n// ${'TO'}DO later\nfine`).length, 2)
  assert.notDeepEqual(keysOf({ a: { b: 'x' } }), keysOf({ a: { c: 'x' } }))
})
