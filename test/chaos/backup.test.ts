/** Runs every command of the page on backup and restore, as it stands there: nothing that was confirmed is lost, and the trail verifies. */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { promisify } from 'node:util'
import { audit } from '#src/cli/audit.ts'
import { backup } from '#src/cli/backup.ts'
import { bearer, createApp, expectCall, logIn, signUp } from '../developer.ts'
import type { SignedInDeveloper } from '../developer.ts'
import { createSurroundings, startPortico, temporaryDirectory } from '../harness.ts'
import { startPostgres } from '../postgres.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/operating/backup-and-restore.md'), 'utf8')
const run = promisify(execFile)

interface Block {
  /** What it is for, then the tools it needs. */
  readonly words: readonly string[]
  readonly script: string
}

const blocks: readonly Block[] = [...page.matchAll(/```sh ([^\n]+)\n([\s\S]*?)```/gu)].map(
  ([, words = '', script = '']) => ({ words: words.split(' '), script }),
)

const blocksFor = (purpose: string) => blocks.filter(({ words }) => words[0] === purpose)

/** Runs the block as a shell would; the pinned Node comes first as in `npm run`. */
async function perform(block: Block | undefined, environment: Readonly<Record<string, string>>) {
  assert.ok(block)
  const PATH = [environment['TOOLS'], join(root, 'node_modules/.bin'), process.env['PATH']]
  const env = { ...environment, PATH: PATH.filter(Boolean).join(':') }
  const { stdout } = await run('bash', ['-e', '-c', block.script], { cwd: root, env })
  return stdout
}

const hasTool = (name: string) => spawnSync(name, ['--version']).status === 0

test('the page names every way to copy and restore', () => {
  for (const [purpose, count] of Object.entries({ backup: 3, secret: 1, restore: 1, check: 1 }))
    assert.equal(blocksFor(purpose).length, count, purpose)
})

test('each way to copy the embedded store beside its server gives back all that was confirmed', async (t) => {
  const surroundings = await createSurroundings(t)
  const { PORTICO_RATE_LIMITS: _, ...environment } = surroundings.environment
  const directory = environment['PORTICO_DATA'] ?? ''
  const SECRETS = await temporaryDirectory(t)
  const server = await startPortico(t, { surroundings })
  const developer = await signUp(server.url)
  const copies: { BACKUPS: string; appIds: string[] }[] = []
  const appIds: string[] = []
  for (const block of blocksFor('backup')) {
    const missing = block.words.slice(1).filter((tool) => !hasTool(tool))
    if (missing.length > 0) {
      t.diagnostic(`not run, because ${missing.join(', ')} is not there: ${block.script}`)
      continue
    }
    appIds.push((await createApp(server.url, developer)).id)
    const BACKUPS = await temporaryDirectory(t)
    await perform(block, { ...environment, BACKUPS })
    copies.push({ BACKUPS, appIds: [...appIds] })
  }
  await perform(blocksFor('secret')[0], { ...environment, SECRETS })
  await server.stop()
  for (const { BACKUPS, appIds: expected } of copies) {
    const PORTICO_DATA = join(BACKUPS, 'restored')
    cpSync(directory, PORTICO_DATA, { recursive: true })
    const restored = { ...environment, PORTICO_DATA, BACKUPS, SECRETS }
    await perform(blocksFor('restore')[0], restored)
    const found = listApps(PORTICO_DATA)
    for (const id of expected) assert.ok(found.includes(id), id)
    if (BACKUPS === copies[0]?.BACKUPS) {
      const told = await perform(blocksFor('check')[0], restored)
      assert.match(told, /Nothing stops a start/u)
      assert.match(told, /The secret fits the store/u)
      assert.match(told, /everything fits/u)
      const again = { ...surroundings, environment: { ...surroundings.environment, PORTICO_DATA } }
      await expectApps(t, again, { developer, expected })
    }
    const verified = await audit({ arguments: ['verify'], environment: restored, print() {} })
    assert.equal(verified, 0)
  }
})

function listApps(directory: string): string[] {
  const store = new DatabaseSync(join(directory, 'portico.sqlite'))
  try {
    const rows = store.prepare('select id from apps').all()
    return rows.map((row) => String(row['id']))
  } finally {
    store.close()
  }
}

test('a copy is refused over a file that is there, and leaves nothing behind', async (t) => {
  const { environment } = await createSurroundings(t)
  const server = await startPortico(t, { surroundings: { engine: 'sqlite', environment } })
  await server.stop()
  const folder = await temporaryDirectory(t)
  const file = join(folder, 'kept.sqlite')
  writeFileSync(file, 'something else')
  const command = { environment, print() {} }
  await assert.rejects(backup({ ...command, arguments: [file] }), /Name a new file/u)
  const nowhere = join(folder, 'nowhere', 'copy.sqlite')
  await assert.rejects(backup({ ...command, arguments: [nowhere] }), /Name a new file/u)
  assert.deepEqual(readdirSync(folder), ['kept.sqlite'])
  assert.equal(readFileSync(file, 'utf8'), 'something else')
})

/** A PostgreSQL of the machine that has its own tools: those of the package have none. */
const installed = findInstalledPostgres()

test(
  'a dump of PostgreSQL beside a running server gives back all that was confirmed',
  { skip: installed === undefined && 'no pg_dump with its server is on this machine' },
  async (t) => {
    const postgres = await startPostgres(installed)
    t.after(() => postgres.stop())
    const made = await createSurroundings(t)
    const environment = {
      ...made.environment,
      DATABASE_URL: await postgres.url('portico'),
      PORTICO_SECRET: 'a-secret-that-is-long-enough-for-the-test',
    }
    const server = await startPortico(t, { surroundings: { engine: 'postgres', environment } })
    const developer = await signUp(server.url)
    const expected = [(await createApp(server.url, developer)).id]
    const BACKUPS = join(await temporaryDirectory(t), 'backups')
    mkdirSync(BACKUPS)
    const RESTORED_URL = await postgres.url('restored')
    const tools = { ...environment, BACKUPS, RESTORED_URL, TOOLS: join(installed ?? '', 'bin') }
    await perform(blocksFor('pg-backup')[0], tools)
    await server.stop()
    await perform(blocksFor('pg-restore')[0], tools)
    const restored = { ...environment, DATABASE_URL: RESTORED_URL }
    const told = await perform(blocksFor('check')[0], restored)
    assert.match(told, /The secret fits the store/u)
    assert.match(told, /everything fits/u)
    await expectApps(t, { engine: 'postgres', environment: restored }, { developer, expected })
  },
)

async function expectApps(
  t: TestContext,
  surroundings: Awaited<ReturnType<typeof createSurroundings>>,
  { developer, expected }: { developer: SignedInDeveloper; expected: readonly string[] },
) {
  const server = await startPortico(t, { surroundings })
  const headers = bearer(await logIn(server.url, developer))
  for (const id of expected) await expectCall(200, `${server.url}/api/v1/apps/${id}`, { headers })
  await server.stop()
}

function findInstalledPostgres(): string | undefined {
  const folder = '/usr/lib/postgresql'
  const versions = existsSync(folder) ? readdirSync(folder).toSorted() : []
  return versions
    .map((version) => join(folder, version))
    .findLast((home) =>
      ['pg_dump', 'pg_restore', 'initdb', 'postgres'].every((tool) =>
        existsSync(join(home, 'bin', tool)),
      ),
    )
}
