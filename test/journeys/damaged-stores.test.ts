/** Stores that are damaged, lost or foreign: a start refuses in one line with what to do, the doctor says the same, and neither changes anything. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { openPostgres } from '#src/adapters/database/engine.ts'
import { migrate } from '#src/adapters/database/migrate.ts'
import { doctor } from '#src/cli/doctor.ts'
import { createApp, signUp } from '../developer.ts'
import {
  createSurroundings,
  freshPostgresUrl,
  startPortico,
  temporaryDirectory,
} from '../harness.ts'

interface Store {
  readonly directory: string
  readonly environment: Readonly<Record<string, string>>
}

interface Damage {
  readonly name: string
  readonly harm: (directory: string) => void
  readonly tells: RegExp
}

const file = (directory: string) => join(directory, 'portico.sqlite')

const damages: readonly Damage[] = [
  {
    name: 'an empty file',
    harm: (directory) => truncateSync(file(directory)),
    tells: /portico\.sqlite is empty.*restore a backup/su,
  },
  {
    name: 'a file that is no store',
    harm: (directory) =>
      writeFileSync(file(directory), 'not a database, and long enough'.repeat(99)),
    tells: /portico\.sqlite is no SQLite file.*restore a backup/su,
  },
  {
    name: 'another SQLite file',
    harm: (directory) => {
      rmSync(file(directory))
      const other = new DatabaseSync(file(directory))
      other.exec('create table notes (text text)')
      other.close()
    },
    tells: /damaged \(it holds none of its tables\).*restore a backup/su,
  },
  {
    name: 'a file cut off in the middle',
    harm: (directory) => truncateSync(file(directory), statSync(file(directory)).size / 2),
    tells: /is damaged \(.*malformed.*restore a backup/su,
  },
  {
    name: 'damaged pages of one table',
    harm: damageTable,
    tells: /is damaged \(.*restore a backup/su,
  },
  {
    name: 'a structure from a newer version',
    harm: (directory) => {
      const store = new DatabaseSync(file(directory))
      store.exec("insert into kysely_migration values ('2099-01-01-later', '2099-01-01')")
      store.close()
    },
    tells: /used by a newer Portico.*2099-01-01-later.*Start that version/su,
  },
  {
    name: 'a store that is gone',
    harm: (directory) => rmSync(file(directory)),
    tells: /portico\.sqlite is gone/u,
  },
  {
    name: 'a store that lacks what it had confirmed',
    harm: (directory) =>
      writeFileSync(join(directory, 'store-mark'), '{"chainId":"chain_1","seq":9,"at":0}'),
    tells: /lacks changes that were confirmed.*audit entry 9 of chain_1.*remove \S*store-mark/su,
  },
  {
    name: 'a lost secret',
    harm: (directory) => rmSync(join(directory, 'secret')),
    tells: /secret is missing or empty.*Put that file back.*none was made/su,
  },
]

let whole: Store | undefined

/** A store with a developer and an app in it, stopped; made once, copied for each test. */
async function copyOfStore(t: TestContext): Promise<Store> {
  assert.ok(whole)
  const directory = join(await temporaryDirectory(t), 'data')
  cpSync(whole.directory, directory, { recursive: true })
  return { directory, environment: { ...whole.environment, PORTICO_DATA: directory } }
}

test('a whole store is found whole, and looking at it changes nothing', async (t) => {
  const surroundings = await createSurroundings(t)
  const running = await startPortico(t, { surroundings })
  await createApp(running.url, await signUp(running.url))
  await running.stop()
  const kept = join(await temporaryDirectory(t), 'kept')
  cpSync(surroundings.environment['PORTICO_DATA'] ?? '', kept, { recursive: true })
  whole = { directory: kept, environment: surroundings.environment }

  const store = await copyOfStore(t)
  const unchanged = watch(store.directory)
  const { code, text } = await consult(store)
  assert.equal(code, 0, text)
  assert.match(text, /Embedded store, whole, newest structure/u)
  assert.match(text, /The secret fits the store/u)
  unchanged()

  for (const damage of damages) await t.test(damage.name, (inner) => tellsOf(inner, damage))
  await t.test('an audit trail that is gone', emptyTrail)
})

async function tellsOf(t: TestContext, { harm, tells }: Damage) {
  const store = await copyOfStore(t)
  harm(store.directory)
  await refusesEverywhere(t, store, tells)
}

async function refusesEverywhere(t: TestContext, store: Store, tells: RegExp) {
  const unchanged = watch(store.directory)
  // Without the portal its texts need not be read each time.
  const environment = { ...store.environment, PORTICO_ROLES: 'sandbox' }
  const { code, text } = await consult({ ...store, environment })
  assert.equal(code, 1, text)
  assert.match(text, tells)
  assert.match(text, /STOPS/u)
  unchanged()
  const surroundings = { engine: 'sqlite', environment: store.environment } as const
  await assert.rejects(startPortico(t, { surroundings }), tells)
}

/** Overwrites the page where a table begins. */
function damageTable(directory: string): void {
  const store = new DatabaseSync(file(directory))
  const [row] = store.prepare('PRAGMA page_size').all()
  const [found] = store
    .prepare("select rootpage from sqlite_schema where name = 'sealed_keys'")
    .all()
  store.close()
  const size = Number(row?.['page_size'])
  const bytes = readFileSync(file(directory))
  bytes.fill(
    0xa5,
    (Number(found?.['rootpage']) - 1) * size + 64,
    Number(found?.['rootpage']) * size,
  )
  writeFileSync(file(directory), bytes)
}

async function emptyTrail(t: TestContext) {
  const store = await copyOfStore(t)
  const opened = new DatabaseSync(file(store.directory))
  opened.exec('delete from audit_entries; delete from audit_checkpoints')
  opened.close()
  const { text } = await consult(store)
  assert.match(text, /unsafe .*audit trail is empty/u)
}

test('a bank pack that cannot be read is told by file and place', async (t) => {
  const banks = await temporaryDirectory(t)
  cpSync(join(import.meta.dirname, '../../banks/norrsken'), join(banks, 'broken'), {
    recursive: true,
  })
  writeFileSync(join(banks, 'broken', 'customers.yaml'), 'customers: [')
  const { environment } = await createSurroundings(t)
  const named = { ...environment, PORTICO_BANKS: banks, PORTICO_BANK: 'broken' }
  const { code, text } = await consult({ directory: '', environment: named })
  assert.equal(code, 1, text)
  assert.match(text, /STOPS .*customers\.yaml/su)
})

test('commands that work with a store make none, and no secret', async (t) => {
  const directory = join(await temporaryDirectory(t), 'nowhere')
  const { audit } = await import('#src/cli/audit.ts')
  const context = { arguments: ['verify'], environment: { PORTICO_DATA: directory }, print() {} }
  await assert.rejects(audit(context), /There is no store in/u)
  mkdirSync(directory)
  const { code, text } = await consult({ directory, environment: context.environment })
  assert.match(text, /No store in .* yet/u)
  assert.equal(code, 0, text)
  assert.deepEqual(readdirSync(directory), [])
})

test('a newer structure on PostgreSQL is told as well', async (t) => {
  const url = await freshPostgresUrl()
  const database = openPostgres(url)
  t.after(() => database.close())
  await migrate(database)
  await database.db
    .insertInto('kysely_migration' as never)
    .values({ name: '2099-01-01-later', timestamp: '2099-01-01' } as never)
    .execute()
  await assert.rejects(migrate(database), /used by a newer Portico/u)
})

async function consult({ environment }: Store): Promise<{ code: number; text: string }> {
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  const code = await doctor({ arguments: [], environment, print })
  return { code, text: lines.join('\n') }
}

/** Answers a check that neither a name nor a byte in the directory has changed. */
function watch(directory: string): () => void {
  const read = () =>
    readdirSync(directory)
      // The shared-memory index holds nothing: SQLite makes it for whoever reads beside a log.
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => {
        const hash = createHash('sha256').update(readFileSync(join(directory, name)))
        return `${name} ${hash.digest('hex')}`
      })
  const first = read()
  return () => assert.deepEqual(read(), first)
}
