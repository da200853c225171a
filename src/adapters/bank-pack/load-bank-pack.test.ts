/** The shipped pack is whole, and a broken one is refused with the place and the reason. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadBankPack } from './load-bank-pack.ts'
import { BankPackError } from './pack-file.ts'

const norrsken = join(import.meta.dirname, '../../../banks/norrsken')
const home = mkdtempSync(join(tmpdir(), 'portico-bank-pack-'))
after(() => rmSync(home, { recursive: true }))

interface Breach {
  readonly file: string
  readonly from: string | RegExp
  readonly to: string
}

async function refusalOf({ file, from, to }: Breach): Promise<BankPackError> {
  const folder = mkdtempSync(join(home, 'pack-'))
  cpSync(norrsken, folder, { recursive: true })
  const text = readFileSync(join(folder, file), 'utf8')
  const broken = text.replace(from, to)
  assert.notEqual(broken, text)
  writeFileSync(join(folder, file), broken)
  const error: unknown = await loadBankPack(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof BankPackError)
  return error
}

test('the shipped pack loads with its customers, the logo and the house look as default', async () => {
  const pack = await loadBankPack(norrsken)
  assert.equal(pack.name, 'Norrsken Bank')
  assert.ok(pack.customers.length >= 9)
  assert.match(pack.brand.logoSvg, /^<svg/u)
  assert.deepEqual(pack.brand.tokens.canvas, { light: '#fafaf7', dark: '#0c1316' })
  assert.equal(pack.profile.refreshTokenDays, 180)
})

test('every account of the shipped pack lies in the clearing range of no bank', async () => {
  const pack = await loadBankPack(norrsken)
  for (const account of pack.accounts) assert.match(account.iban, /^SE\d{2}999\d{17}$/u)
})

const breaches: (Breach & { name: string; place: string; reason: RegExp })[] = [
  {
    name: 'an unknown key',
    file: 'bank.yaml',
    from: 'country: SE',
    to: 'country: SE\ncolour: red',
    place: 'colour',
    reason: /unrecognized/iu,
  },
  {
    name: 'a refresh token longer than 180 days',
    file: 'bank.yaml',
    from: 'refreshTokenDays: 180',
    to: 'refreshTokenDays: 181',
    place: 'profile.refreshTokenDays',
    reason: /180/u,
  },
  {
    name: 'a text without Swedish',
    file: 'bank.yaml',
    from: /\n    sv: Bygg på[^\n]*/u,
    to: '',
    place: 'texts.tagline.sv',
    reason: /string/u,
  },
  {
    name: 'an IBAN with wrong check digits',
    file: 'customers.yaml',
    from: /iban: SE\d\d/u,
    to: 'iban: SE00',
    place: 'accounts.0.iban',
    reason: /check digits/u,
  },
  {
    name: 'an owner who does not exist',
    file: 'customers.yaml',
    from: 'owners: [astrid]',
    to: 'owners: [astride]',
    place: 'accounts.0.owners',
    reason: /astride/u,
  },
  {
    name: 'a personal number outside the test series',
    file: 'customers.yaml',
    from: /testPersonalNumber: '\d{12}'/u,
    to: "testPersonalNumber: '198504121236'",
    place: 'customers.0.testPersonalNumber',
    reason: /series/u,
  },
  {
    name: 'a group of merchants that does not exist',
    file: 'activity.yaml',
    from: 'among: groceries',
    to: 'among: grocery',
    place: 'habits.everyday.0.among',
    reason: /no such group/u,
  },
  {
    name: 'a document that is no YAML',
    file: 'activity.yaml',
    from: 'groups:',
    to: 'groups: [',
    place: '',
    reason: /./u,
  },
]

for (const { name, place, reason, ...breach } of breaches) {
  test(`${name} is refused with file, line, place and reason`, async () => {
    const [problem] = (await refusalOf(breach)).problems
    assert.ok(problem)
    assert.ok(problem.file.endsWith(breach.file))
    assert.equal(problem.place, place)
    assert.match(problem.reason, reason)
    assert.ok((problem.line ?? 0) > 0)
  })
}

test('a settlement into an account that is settled itself each month is refused', async () => {
  const error = await refusalOf({
    file: 'activity.yaml',
    from: 'every: year,',
    to: 'every: month,',
  })
  assert.match(error.message, /only from an account settled monthly to one settled yearly/u)
})

for (const bad of [
  '<script>x</script>',
  '<image href="x"/>',
  '<g onload="x"/>',
  '<g style="x"/>',
]) {
  test(`a logo with ${bad} is refused`, async () => {
    const error = await refusalOf({ file: 'logo.svg', from: '</svg>', to: `${bad}</svg>` })
    assert.match(error.message, /more than shapes/u)
  })
}

test('a missing file is named', async () => {
  await assert.rejects(loadBankPack(join(home, 'nowhere')), /bank\.yaml the file cannot be read/u)
})
