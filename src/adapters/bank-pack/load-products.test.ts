/** Products, texts, contact form and notices of a pack: the shipped ones are whole, a planted fault is refused and found. */
import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadBankPack } from './load-bank-pack.ts'
import { BankPackError } from './pack-file.ts'

const banks = join(import.meta.dirname, '../../../banks')
const home = mkdtempSync(join(tmpdir(), 'portico-products-'))
after(() => rmSync(home, { recursive: true }))

/** A copy of norrsken with one file changed, or gone when the change leaves nothing. */
function copyWith(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(home, 'pack-'))
  cpSync(join(banks, 'norrsken'), folder, { recursive: true })
  const path = join(folder, file)
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const changed = change(text)
  assert.notEqual(changed, text)
  if (changed === '') rmSync(path)
  else writeFileSync(path, changed)
  return folder
}

async function firstProblem(file: string, change: (text: string) => string) {
  const error: unknown = await loadBankPack(copyWith(file, change)).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof BankPackError, String(error))
  const [problem] = error.problems
  assert.ok(problem)
  return problem
}

for (const bank of ['norrsken', 'akerskog'])
  test(`every product of ${bank} has operations, and its own token as scope unless every app has it`, async () => {
    const { products } = await loadBankPack(join(banks, bank))
    assert.ok(products.some(({ isForEveryApp }) => isForEveryApp))
    for (const { id, versions } of products)
      for (const { version, basePath, isBuiltIn, document } of versions) {
        assert.ok(document.operations.length > 0)
        assert.match(String(document.openapi['openapi']), /^3\.1/u)
        const where = isBuiltIn ? '/sandbox/psd2' : `/sandbox/api/${id}/${version}`
        assert.equal(basePath, where)
        assert.equal((document.openapi['servers'] as { url: string }[])[0]?.url, where)
        if (!isBuiltIn) assert.deepEqual(document.openapi['security'], [{ app: [id] }])
      }
  })

test('the built-in interface shows the answers that were recorded from it', async () => {
  const { products } = await loadBankPack(join(banks, 'norrsken'))
  const [version] = products.find(({ id }) => id === 'account-information')?.versions ?? []
  const list = version?.document.operations.find(
    ({ operationId }) => operationId === 'getAccountList',
  )
  assert.match(JSON.stringify(list?.raw['responses']), /"recorded"/u)
})

test('versions stand newest first, whatever their order in the file', async () => {
  const { products } = await loadBankPack(join(banks, 'norrsken'))
  const rates = products.find(({ id }) => id === 'exchange-rates')
  assert.deepEqual(
    rates?.versions.map(({ version, status }) => [version, status]),
    [
      ['2', 'upcoming'],
      ['1', 'current'],
    ],
  )
})

test('a pack without notices has none', async () => {
  const pack = await loadBankPack(copyWith('notices.yaml', () => ''))
  assert.deepEqual(pack.notices, [])
})

const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to)

interface Fault {
  readonly file: string
  readonly change: (text: string) => string
  readonly reason: RegExp
  /** True when the fault is a whole file, which has no line. */
  readonly isWholeFile?: true
}

const faults: Readonly<Record<string, Fault>> = {
  'a list of products that is no YAML': {
    file: 'products.yaml',
    change: replace('products:', 'products: ['),
    reason: /./u,
  },
  'a product without a version': {
    file: 'products.yaml',
    change: replace(/versions:\n(?: {6}.*\n)+/u, 'versions: []\n'),
    reason: />=1/u,
  },
  'two current versions': {
    file: 'products.yaml',
    change: replace('status: upcoming', 'status: current'),
    reason: /two versions are current/u,
  },
  'an upcoming version that begins before the current one': {
    file: 'products.yaml',
    change: replace("'2027-03-01'", "'2025-01-01'"),
    reason: /begins later/u,
  },
  'two products of one name': {
    file: 'products.yaml',
    change: replace('id: branches', 'id: exchange-rates'),
    reason: /used before/u,
  },
  'a product without a Swedish text': {
    file: 'products.yaml',
    change: replace(/, sv: Valutakurser/u, ''),
    reason: /string/u,
  },
  'a document outside of the pack': {
    file: 'products.yaml',
    change: replace('document: branches-1.yaml', 'document: ../bank.yaml'),
    reason: /xs2a, or a file/u,
  },
  'a tag that no operation has': {
    file: 'products.yaml',
    change: replace('document: xs2a', 'document: xs2a\n        tags: [No such tag]'),
    reason: /no operation has/u,
  },
  'a document that is not there': {
    file: 'apis/branches-1.yaml',
    change: () => '',
    reason: /cannot be read/u,
    isWholeFile: true,
  },
  'a document that is no YAML': {
    file: 'apis/branches-1.yaml',
    change: replace('paths:', 'paths: ['),
    reason: /./u,
  },
  'a document with a reference that leads nowhere': {
    file: 'apis/exchange-rates-2.yaml',
    change: replace("'#/components/parameters/RequestId'", "'#/components/parameters/Gone'"),
    reason: /Gone/u,
  },
  'a missing Swedish text of a product': {
    file: 'products/branches/security.sv.md',
    change: () => '',
    reason: /cannot be read/u,
    isWholeFile: true,
  },
  'a contact form without an address to answer': {
    file: 'contact.yaml',
    change: replace('type: email', 'type: text'),
    reason: /exactly one field of type email/u,
  },
  'a choice without choices': {
    file: 'contact.yaml',
    change: replace('type: text', 'type: choice'),
    reason: /has choices/u,
  },
  'a notice that ends before it begins': {
    file: 'notices.yaml',
    change: replace(
      'notices: []',
      `notices:
  - id: upgrade
    kind: maintenance
    from: '2027-01-17T04:00:00+01:00'
    until: '2027-01-17T02:00:00+01:00'
    text: { en: Closed., sv: Stängt. }`,
    ),
    reason: /after from/u,
  },
}

for (const [name, { file, change, reason, isWholeFile }] of Object.entries(faults))
  test(`${name} refuses the pack with file, line and reason`, async () => {
    const problem = await firstProblem(file, change)
    assert.ok(problem.file.endsWith(file), problem.file)
    assert.match(problem.reason, reason)
    if (!isWholeFile) assert.ok((problem.line ?? 0) > 0)
  })
