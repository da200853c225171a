import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { createStores } from '#src/adapters/database/stores.ts'
import { lockDataDirectory } from '#src/adapters/database/embedded-lock.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { loadAuditKey } from '#src/app/audit-key.ts'
import { openStore } from '#src/app/open-store.ts'
import { loadConfig } from '#src/config/config.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { ensureBuilt, hashSources } from './build.ts'

function temporaryDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'portico-cli-'))
  t.after(() => rm(directory, { recursive: true }))
  return directory
}

interface Outcome {
  code: number
  out: string
  err: string
}

function portico(words: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const script = join(import.meta.dirname, 'portico.ts')
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...words], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })
}

test('help lists every command, and an unknown command or option says so', async () => {
  const help = await portico([])
  assert.equal(help.code, 0)
  for (const name of ['serve', 'doctor', 'migrate', 'audit', 'build']) {
    assert.match(help.out, new RegExp(`^  ${name} `, 'mu'))
  }
  const unknown = await portico(['frobnicate'])
  assert.equal(unknown.code, 1)
  assert.match(unknown.err, /There is no command "frobnicate"/u)
  const option = await portico(['serve', '--fast'])
  assert.equal(option.code, 1)
  assert.match(option.err, /Unknown option '--fast'/u)
})

test('a wrong configuration ends with its lines and without a stack trace', async () => {
  const { code, err } = await portico(['migrate'], { PORT: 'x', TLS_PORT: 'y' })
  assert.equal(code, 1)
  assert.equal(err.trim().split('\n').length, 2)
  assert.doesNotMatch(err, / at /u)
})

test('commands work beside a running server, and audit verify finds what somebody altered', async (t) => {
  const PORTICO_DATA = temporaryDirectory(t)
  const lock = lockDataDirectory(PORTICO_DATA)
  t.after(() => lock.release())
  assert.match((await portico(['migrate'], { PORTICO_DATA })).out, /Applied /u)
  assert.match((await portico(['migrate'], { PORTICO_DATA })).out, /already has the newest/u)

  const store = await openStore(loadConfig({ PORTICO_DATA }))
  const { database } = store
  t.after(() => database.close())
  const clock = systemClock
  const transact = createTransact({
    auditKey: await loadAuditKey(store),
    database,
    createStores,
    clock,
    random: systemRandom,
  })
  await transact(async ({ audit }) => {
    const actor = { kind: 'operator' } as const
    audit.record({ actor, action: 'app.created', subject: { kind: 'app', id: 'app_1' } })
  })
  const whole = await portico(['audit', 'verify'], { PORTICO_DATA })
  assert.equal(whole.code, 0, whole.err)
  assert.match(whole.out, /1 entries in 1 chains, 0 checkpoints: everything fits/u)

  await database.db.updateTable('audit_entries').set({ subject_id: 'app_2' }).execute()
  const altered = await portico(['audit', 'verify'], { PORTICO_DATA })
  assert.equal(altered.code, 1)
  assert.match(altered.out, /#1: the entry was altered/u)
})

test('the doctor passes a fit configuration, hides secrets, and fails what would stop a start', async (t) => {
  const PORTICO_DATA = temporaryDirectory(t)
  const secret = 'a-secret-that-is-long-enough-for-the-test'
  const free = { PORTICO_DATA, PORT: '0', TLS_PORT: '0', PORTICO_SECRET: secret }
  const fit = await portico(['doctor'], free)
  assert.equal(fit.code, 0, fit.out)
  assert.match(fit.out, /PORTICO_SECRET\s+\[hidden\]/u)
  assert.doesNotMatch(fit.out, /long-enough/u)

  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  t.after(() => taken.close())
  const PORT = String((taken.address() as AddressInfo).port) // a listening TCP server has one
  const busy = await portico(['doctor'], { ...free, PORT, PORTICO_BANK: 'no-such-bank' })
  assert.equal(busy.code, 1)
  assert.match(busy.out, new RegExp(`STOPS  PORT ${PORT} `, 'u'))
  assert.match(busy.out, /STOPS  There is no bank pack \S*banks\/no-such-bank/u)
  const wrong = await portico(['doctor'], { ...free, PUBLIC_URL: 'https://bank.example' })
  assert.equal(wrong.code, 1)
  assert.match(wrong.out, /STOPS  SMTP_URL is missing/u)
})

test('the hash of the web sources changes with a name or a byte, not with what the build makes', async (t) => {
  const root = temporaryDirectory(t)
  await mkdir(join(root, 'web/build'), { recursive: true })
  await writeFile(join(root, 'web/root.tsx'), 'one')
  const names = ['web', 'package-lock.json']
  const first = await hashSources(root, names)
  await writeFile(join(root, 'web/build/out.js'), 'made')
  assert.equal(await hashSources(root, names), first)
  await writeFile(join(root, 'web/root.tsx'), 'two')
  const second = await hashSources(root, names)
  assert.notEqual(second, first)
  await writeFile(join(root, 'package-lock.json'), '{}')
  assert.notEqual(await hashSources(root, names), second)
})

test('a package without web sources is taken as it is', async (t) => {
  assert.equal(await ensureBuilt(temporaryDirectory(t), () => {}), 'installed')
})

test('a reader that has read enough ends a command without a fault', async (t) => {
  const env = { PORTICO_DATA: temporaryDirectory(t) }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'portico.ts'), 'doctor'], {
    env,
  })
  child.stdout.destroy()
  const said: string[] = []
  child.stderr.on('data', (part: Buffer) => said.push(part.toString()))
  const [code] = await once(child, 'exit')
  assert.deepEqual([code, said.join('')], [0, ''])
})
