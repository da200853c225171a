/** Fills the disk under a store: writes are refused with 503, reads go on, and writes are taken again when there is room. Needs the right to mount a small file system. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { bearer, call, createApp, signUp } from '../developer.ts'
import { createSurroundings, engines, startPortico } from '../harness.ts'
import type { Surroundings } from '../harness.ts'
import { startControlledPostgres } from '../postgres-server.ts'

const diskBytes = 32 * 1024 * 1024
const wellInsideMs = 10_000

/** A file system of its own; undefined where this account may not mount one. */
function mountSmallDisk(t: TestContext): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'portico-disk-'))
  const size = `size=${diskBytes},mode=0777`
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]).status !== 0) {
    rmdirSync(folder)
    return undefined
  }
  t.after(() => {
    spawnSync('umount', ['-l', folder])
    rmdirSync(folder)
  })
  return folder
}

function fill(folder: string): () => void {
  const file = join(folder, 'filler')
  const handle = openSync(file, 'w')
  try {
    for (let size = 1024 * 1024; size >= 512;) {
      try {
        writeSync(handle, Buffer.alloc(size))
      } catch {
        size /= 2
      }
    }
  } finally {
    closeSync(handle)
  }
  return () => rmSync(file)
}

async function storeOn(disk: string, t: TestContext, engine: string): Promise<Surroundings> {
  const plain = await createSurroundings(t)
  if (engine === 'sqlite') {
    const PORTICO_DATA = join(disk, 'data')
    return { engine: 'sqlite', environment: { ...plain.environment, PORTICO_DATA } }
  }
  const server = await startControlledPostgres(t)
  const place = join(disk, 'tables')
  const client = new pg.Client({ connectionString: server.adminUrl })
  await client.connect()
  server.ownFolder(place)
  // The log of the server lies elsewhere: a server whose log has no room stops altogether.
  await client.query(`create tablespace small location '${place}'`)
  await client.query('create database portico tablespace small')
  await client.end()
  const DATABASE_URL = server.adminUrl.replace(/postgres$/u, 'portico')
  const PORTICO_SECRET = randomBytes(48).toString('base64')
  return {
    engine: 'postgres',
    environment: { ...plain.environment, DATABASE_URL, PORTICO_SECRET },
  }
}

for (const engine of engines)
  test(`a full disk refuses writes alone, and only while it is full (${engine})`, async (t) => {
    const disk = mountSmallDisk(t)
    if (disk === undefined) return t.skip('this account may not mount a file system')
    chmodSync(disk, 0o777)
    const { url } = await startPortico(t, { surroundings: await storeOn(disk, t, engine) })
    const developer = await signUp(url)
    await createApp(url, developer)
    const headers = bearer(developer.token)
    const bulky = { name: 'Bulky', redirectUris: [`https://example.com/${'x'.repeat(1_500)}`] }
    const write = () => call(`${url}/api/v1/apps`, { json: bulky, headers })
    const makeRoom = fill(disk)
    let refused = await write()
    // Pages that were half full take some more.
    for (let round = 0; refused.status === 201 && round < 40; round += 1) refused = await write()
    assert.equal(refused.status, 503, JSON.stringify(refused.body))
    assert.equal(refused.body.code, 'service-unavailable')
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    assert.equal((await call(`${url}/api/v1/apps`, { headers })).status, 200)
    const ready = await call(`${url}/readyz`)
    assert.equal(ready.status, 503)
    assert.match(String(ready.body), /^- store: answers, but takes no writes: there is no room/mu)
    assert.equal((await call(`${url}/livez`)).status, 200)
    makeRoom()
    const at = performance.now()
    const until = at + wellInsideMs
    while ((await call(`${url}/readyz`)).status !== 200 && performance.now() < until)
      await pause(50)
    t.diagnostic(`ready ${Math.round(performance.now() - at)} ms after there was room`)
    const id = (await call(`${url}/api/v1/apps`, { headers })).body.apps[0].id
    const changed = { method: 'PATCH', headers, json: { name: 'Renamed' } }
    assert.equal((await call(`${url}/api/v1/apps/${id}`, changed)).status, 200)
    assert.equal((await call(`${url}/readyz`)).status, 200)
  })
