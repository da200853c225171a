/** Holds migrations immutable: the text of a released one never changes. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { listFiles, readText } from './source-files.ts'

/** SHA-256 of every released migration; a line is added with a release and never changed. */
const released = JSON.parse(readText('checks/released-migrations.json')) as Record<string, string> // our own file, of this shape

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const migrationFiles = listFiles('src/adapters/database/migrations/*.ts')

function changedOf(hashes: Record<string, string>, read: (path: string) => string): string[] {
  return Object.keys(hashes).filter((path) => hashOf(read(path)) !== hashes[path])
}

test('no released migration has changed', () => {
  assert.deepEqual(changedOf(released, readText), [])
})

test('migrations are dated and named', () => {
  for (const path of migrationFiles) assert.match(path, /\/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.ts$/u)
})

test('every migration is listed where the store looks for it', () => {
  const list = readText('src/adapters/database/migrate.ts')
  for (const path of migrationFiles) {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length)
    assert.ok(list.includes(`'${name}'`), `${name} is not in migrate.ts`)
  }
})

test('the check of migrations finds a planted change', () => {
  const [path] = migrationFiles
  assert.ok(path)
  const hashes = { [path]: hashOf(readText(path)) }
  assert.deepEqual(
    changedOf(hashes, (name) => `${readText(name)} `),
    [path],
  )
})
