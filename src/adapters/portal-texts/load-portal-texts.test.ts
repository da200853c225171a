import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { plainTextOf } from '#src/domain/texts/portal-texts.ts'
import type { TextNode } from '#src/domain/texts/portal-texts.ts'
import { loadPortalTexts } from './load-portal-texts.ts'
import { PortalTextsError } from './texts-error.ts'

type Files = Readonly<Record<string, string>>

const page = (title: string, body: string) =>
  `---\ntitle: ${title}\ndescription: About: ${title}\n---\n\n${body}\n`
const guide = (title: string, order: number, body: string) =>
  `---\ntitle: ${title}\ndescription: About it\ngroup: start\norder: ${order}\n---\n\n${body}\n`
const error = (code: string) => `# ${code}\n\nFirst words.\n\n## Cause\n\nSomething.\n`

/** A small, whole set of texts. */
const whole: Files = {
  'portal/about.en.md': page(
    'About',
    '## Us {% #us %}\n\n{% $bank %} needs your consent. Consent again.',
  ),
  'portal/about.sv.md': page('Om', '## Vi {% #us %}\n\n{% $bank %} ber om ditt samtycke.'),
  'portal/glossary.en.md': page('Glossary', '## Words\n\n### Consent {% #consent %}\n\nA yes.'),
  'portal/glossary.sv.md': page('Ordlista', '## Ord\n\n### Samtycke {% #consent %}\n\nEtt ja.'),
  'portal/guides/later.en.md': guide('Later', 2, 'See [us](/about#us).'),
  'portal/guides/later.sv.md': guide('Senare', 2, 'Se [oss](/about#us).'),
  'portal/guides/first.en.md': guide(
    'First',
    1,
    'See [it](/errors/BAD) and [the API](/api/v1/openapi.json).',
  ),
  'portal/guides/first.sv.md': guide(
    'Först',
    1,
    'Se [det](/errors/BAD) och [API:t](/api/v1/openapi.json).',
  ),
  'errors/BAD.en.md': error('BAD'),
  'errors/BAD.sv.md': error('BAD'),
}

async function load(t: TestContext, changes: Files = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'portico-texts-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries({ ...whole, ...changes })) {
    if (text === '') continue
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  const variables = { bank: 'Norrsken', publicUrl: 'https://bank.example' }
  const words = { en: 'See [us](/about).', sv: 'Se [oss](/about).' }
  return loadPortalTexts({
    folders: {
      portal: join(folder, 'portal'),
      errors: join(folder, 'errors'),
      bank: join(folder, 'bank'),
      products: join(folder, 'products'),
    },
    variables: { en: variables, sv: variables },
    required: ['about', 'glossary'],
    products: [
      {
        id: 'ais',
        versions: [],
        texts: { restrictions: words, security: words, authorization: words },
      },
    ],
  })
}

function linksIn(nodes: readonly TextNode[]): string[] {
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return []
    const own = node.name === 'a' ? [String(node.attributes['href'])] : []
    return [...own, ...linksIn(node.children)]
  })
}

test('a text carries its facts, its words and ids to link to', async (t) => {
  const texts = await load(t)
  const about = texts.text('about', 'en')
  assert.equal(about?.title, 'About')
  assert.equal(about.description, 'About: About')
  assert.deepEqual(about.headings, [{ id: 'us', level: 2, title: 'Us' }])
  assert.match(plainTextOf(about.nodes), /Norrsken needs your consent/u)
})

test('guides stand in their order', async (t) => {
  const texts = await load(t)
  assert.deepEqual(
    texts.guides('sv').map(({ slug }) => slug),
    ['first', 'later'],
  )
})

test('links stay in the language of the reader, but for what machines read', async (t) => {
  const texts = await load(t)
  const guideIn = (language: string) => texts.guides(language)[0]?.nodes ?? []
  assert.deepEqual(linksIn(guideIn('en')), ['/errors/BAD', '/api/v1/openapi.json'])
  assert.deepEqual(linksIn(guideIn('sv')), ['/sv/errors/BAD', '/api/v1/openapi.json'])
})

test('a term is linked where it first occurs, and never on its own entry', async (t) => {
  const texts = await load(t, {
    'portal/glossary.en.md': page('Glossary', '### Consent {% #consent %}\n\nConsent is a yes.'),
  })
  assert.deepEqual(linksIn(texts.text('about', 'en')?.nodes ?? []), ['/glossary#consent'])
  assert.deepEqual(linksIn(texts.text('about', 'sv')?.nodes ?? []), ['/sv/glossary#consent'])
  assert.deepEqual(linksIn(texts.terms('en')[0]?.nodes ?? []), [])
})

test('a term inside a longer name is left alone', async (t) => {
  const text = 'Your Consent ID and the consent-id are no consent.'
  const texts = await load(t, { 'portal/about.en.md': page('About', `## Us {% #us %}\n\n${text}`) })
  const [, paragraph] = texts.text('about', 'en')?.nodes ?? []
  assert.ok(typeof paragraph === 'object')
  assert.equal(paragraph.children[0], 'Your Consent ID and the consent-id are no ')
})

test('the page of an error is titled by its code and described by its first words', async (t) => {
  const texts = await load(t)
  const found = texts.errorPage('BAD', 'sv')
  assert.equal(found?.title, 'BAD')
  assert.equal(found.description, 'First words.')
  assert.deepEqual(texts.errorCodes(), ['BAD'])
})

test('a bank says it in its own words, and adds pages', async (t) => {
  const texts = await load(t, {
    'bank/about.en.md': page('Our farm bank', 'Hello.'),
    'bank/guides/loans.en.md': guide('Loans', 3, 'Read.'),
    'bank/guides/loans.sv.md': guide('Lån', 3, 'Läs.'),
    'portal/guides/later.en.md': guide('Later', 2, 'See [us](/about).'),
  })
  assert.equal(texts.text('about', 'en')?.title, 'Our farm bank')
  assert.equal(texts.text('about', 'sv')?.title, 'Om')
  assert.equal(texts.guides('sv').length, 3)
})

test('the words of a product are read as texts', async (t) => {
  const texts = await load(t)
  assert.deepEqual(linksIn(texts.productText('ais', 'security', 'sv') ?? []), ['/sv/about'])
})

test('HTML and script in a text are words like any other', async (t) => {
  const html = '<script>alert(1)</script> and <b onclick="x">bold</b>'
  const texts = await load(t, { 'portal/about.en.md': page('About', `## Us {% #us %}\n\n${html}`) })
  assert.ok(plainTextOf(texts.text('about', 'en')?.nodes ?? []).includes(html))
})

const breaches: readonly { readonly name: string; readonly files: Files; readonly says: RegExp }[] =
  [
    {
      name: 'a link to no page',
      files: { 'portal/about.en.md': page('About', '## Us {% #us %}\n\nOne\n\n[gone](/nowhere)') },
      says: /about\.en\.md:10 the link \/nowhere leads to no page/u,
    },
    {
      name: 'a link to no heading',
      files: { 'portal/about.sv.md': page('Om', '## Vi\n\nHej.') },
      says: /later\.sv\.md:8 the link \/about#us leads to no heading/u,
    },
    {
      name: 'a link that runs script',
      files: { 'portal/about.en.md': page('About', '## Us {% #us %}\n\n[x](//evil.example)') },
      says: /must begin with https/u,
    },
    {
      name: 'a link with its language',
      files: { 'portal/about.en.md': page('About', '## Us {% #us %}\n\n[x](/sv/about)') },
      says: /leave out \/sv/u,
    },
    {
      name: 'a text without its translation',
      files: { 'portal/guides/later.sv.md': '' },
      says: /later\.en\.md has no later\.sv\.md beside it/u,
    },
    {
      name: 'a page without its text',
      files: { 'portal/about.en.md': '', 'portal/about.sv.md': '' },
      says: /about\.en\.md is not there/u,
    },
    {
      name: 'an unknown tag',
      files: { 'portal/about.en.md': page('About', '## Us {% #us %}\n\n{% video %}x{% /video %}') },
      says: /about\.en\.md:8 Undefined tag: 'video'/u,
    },
    {
      name: 'an unknown variable',
      files: { 'portal/about.en.md': page('About', '## Us {% #us %}\n\n{% $bnak %}') },
      says: /about\.en\.md:8 Undefined variable: 'bnak'/u,
    },
    {
      name: 'a missing title',
      files: { 'portal/about.en.md': '---\ndescription: x\n---\n\n## Us {% #us %}\n' },
      says: /about\.en\.md:1 frontmatter title/u,
    },
    {
      name: 'a guide without a group',
      files: { 'portal/guides/later.en.md': page('Later', 'x') },
      says: /later\.en\.md:1 frontmatter group/u,
    },
    {
      name: 'two headings with one id',
      files: {
        'portal/about.en.md': page('About', '## Us {% #us %}\n\na\n\n## Us {% #us %}\n\nb'),
      },
      says: /two headings have the id us/u,
    },
    {
      name: 'a picture',
      files: { 'portal/about.en.md': page('About', '## Us {% #us %}\n\n![x](/x.png)') },
      says: /no pictures/u,
    },
    {
      name: 'a file with another name',
      files: { 'portal/notes.md': 'x' },
      says: /notes\.md is not named/u,
    },
  ]

for (const { name, files, says } of breaches)
  test(`texts are refused for ${name}, with place and reason`, async (t) => {
    await assert.rejects(load(t, files), (failure) => {
      assert.ok(failure instanceof PortalTextsError)
      assert.match(failure.message, says)
      return true
    })
  })
