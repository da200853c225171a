import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { createSealer } from '#src/domain/audit/checkpoints.ts'
import { verifyAudit } from '#src/domain/audit/verify-audit.ts'
import type { AuditExpectation } from '#src/domain/audit/verify-audit.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { connectOrStartPostgres } from '#test/postgres.ts'
import { openPostgres, openSqlite } from './engine.ts'
import type { Database } from './engine.ts'
import { migrate } from './migrate.ts'
import { createAuditStore } from './stores/audit-store.ts'
import { createTransact } from './unit-of-work.ts'

const key = new Uint8Array(32).fill(7)

function describeEngine(
  engine: string,
  open: () => Promise<{ database: Database; close(): Promise<void> }>,
) {
  describe(engine, () => {
    let database: Database
    let close = () => Promise.resolve()

    before(async () => {
      const opened = await open()
      database = opened.database
      close = opened.close
      await migrate(database)
    })
    after(async () => {
      await close()
    })

    const start = () =>
      createTransact({
        auditKey: key,
        database,
        createStores: (db) => ({ db, audit: createAuditStore(db) }),
        clock: systemClock,
        random: systemRandom,
      })
    const clear = async () => {
      await database.db.deleteFrom('audit_entries').execute()
      await database.db.deleteFrom('audit_checkpoints').execute()
      await database.db.deleteFrom('installation').execute()
    }
    const event = (id: string) => ({
      actor: { kind: 'system' } as const,
      action: 'thing.made',
      subject: { kind: 'thing', id },
      facts: { size: 1 },
    })
    const verify = async (expected: Omit<AuditExpectation, 'key'> = {}) => {
      const { head, ...report } = await verifyAudit(createAuditStore(database.db), {
        key,
        ...expected,
      })
      assert.equal(head === undefined, report.checkpoints === 0)
      return report
    }
    const seal = () =>
      createSealer({ store: createAuditStore(database.db), key, clock: systemClock }).seal()
    const write = async (transact: ReturnType<typeof start>, count: number) => {
      for (let index = 0; index < count; index += 1) {
        await transact(async (stores) => stores.audit.record(event(`thing-${index}`)))
      }
    }

    test('a change and its audit entry commit together, and a throw undoes both', async () => {
      await clear()
      const transact = start()
      await transact(async ({ db, audit }) => {
        await db.insertInto('installation').values({ name: 'kept', value: '1' }).execute()
        audit.record(event('kept'))
      })
      await assert.rejects(
        transact(async ({ db, audit }) => {
          await db.insertInto('installation').values({ name: 'lost', value: '1' }).execute()
          audit.record(event('lost'))
          throw new Error('refused by a rule')
        }),
        /refused by a rule/u,
      )
      const rows = await database.db.selectFrom('installation').select('name').execute()
      assert.deepEqual(
        rows.map((row) => row.name),
        ['kept'],
      )
      assert.deepEqual(await verify(), { chains: 1, entries: 1, checkpoints: 0, findings: [] })
    })

    test('no change is kept whose audit entry cannot be written, and the next one is fine', async () => {
      await clear()
      const transact = start()
      await write(transact, 2)
      await assert.rejects(
        transact(async ({ db, audit }) => {
          await db.insertInto('installation').values({ name: 'unaudited', value: '1' }).execute()
          audit.record({ ...event('x'), action: null as never }) // breaks the column's not-null rule
        }),
      )
      assert.deepEqual(await database.db.selectFrom('installation').selectAll().execute(), [])
      await write(transact, 2)
      const report = await verify()
      assert.equal(report.entries, 4)
      assert.deepEqual(report.findings, [])
    })

    test('concurrent transactions make one chain without a fork and never wait for each other in a circle', async () => {
      await clear()
      const transact = start()
      await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          transact(async ({ db, audit }) => {
            await db.selectFrom('installation').selectAll().execute()
            audit.record(event(`a-${index}`))
            audit.record(event(`b-${index}`))
            await sql`select 1`.execute(db)
          }),
        ),
      )
      assert.deepEqual(await verify(), { chains: 1, entries: 120, checkpoints: 0, findings: [] })
    })

    test('every process writes a chain of its own', async () => {
      await clear()
      await Promise.all([write(start(), 5), write(start(), 5)])
      await seal()
      assert.deepEqual(await verify(), { chains: 2, entries: 10, checkpoints: 1, findings: [] })
    })

    test('facts are kept, and others in their place are found', async () => {
      await clear()
      await start()(async ({ audit }) => audit.record({ ...event('x'), facts: { size: 4711 } }))
      const row = await database.db
        .selectFrom('audit_entries')
        .selectAll()
        .executeTakeFirstOrThrow()
      assert.equal(row.facts, '{"size":4711}')
      for (const facts of ['{"size":4712}', null]) {
        await database.db.updateTable('audit_entries').set({ facts }).execute()
        assert.equal((await verify()).findings[0]?.kind, 'altered-entry')
      }
    })

    test('an altered entry is found', async () => {
      await clear()
      await write(start(), 5)
      await database.db
        .updateTable('audit_entries')
        .set({ subject_id: 'somebody-else' })
        .where('seq', '=', 3)
        .execute()
      const { findings } = await verify()
      assert.deepEqual(
        findings.map(({ kind, seq }) => ({ kind, seq })),
        [{ kind: 'altered-entry', seq: 3 }],
      )
    })

    test('a removed entry is found', async () => {
      await clear()
      await write(start(), 5)
      await database.db.deleteFrom('audit_entries').where('seq', '=', 2).execute()
      const { findings } = await verify()
      assert.deepEqual(
        findings.map(({ kind, seq }) => ({ kind, seq })),
        [{ kind: 'removed-entry', seq: 3 }],
      )
    })

    test('a chain cut off before its last checkpoint is found, wholly removed ones too', async () => {
      await clear()
      await write(start(), 5)
      await seal()
      await database.db.deleteFrom('audit_entries').where('seq', '>', 3).execute()
      assert.deepEqual(
        (await verify()).findings.map(({ kind, seq }) => ({ kind, seq })),
        [{ kind: 'truncated-chain', seq: 5 }],
      )
      await database.db.deleteFrom('audit_entries').execute()
      assert.equal((await verify()).findings[0]?.kind, 'truncated-chain')
    })

    test('altered, forged and removed checkpoints are found', async () => {
      await clear()
      const transact = start()
      for (let round = 0; round < 3; round += 1) {
        await write(transact, 1)
        await seal()
      }
      assert.deepEqual((await verify()).findings, [])
      assert.deepEqual(
        (await verifyAudit(createAuditStore(database.db), { key: new Uint8Array(32) })).findings
          .length,
        6, // each checkpoint and each entry
      )
      await database.db
        .updateTable('audit_checkpoints')
        .set({ at: 1 })
        .where('seq', '=', 2)
        .execute()
      assert.deepEqual((await verify()).findings, [
        { kind: 'altered-checkpoint', where: 'checkpoints', seq: 2 },
      ])
      await database.db.deleteFrom('audit_checkpoints').where('seq', '=', 2).execute()
      assert.deepEqual((await verify()).findings, [
        { kind: 'removed-checkpoint', where: 'checkpoints', seq: 3 },
      ])
    })

    test('a checkpoint is written once, whoever tries, and only when something happened', async () => {
      await clear()
      await write(start(), 1)
      const written = await Promise.all([seal(), seal(), seal()])
      assert.equal(written.filter(Boolean).length >= 1, true)
      assert.equal(await seal(), undefined)
      assert.deepEqual(await verify(), { chains: 1, entries: 1, checkpoints: 1, findings: [] })
    })
  })
}

describeEngine('SQLite', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'portico-unit-'))
  const database = openSqlite(join(directory, 'portico.sqlite'))
  return {
    database,
    close: async () => {
      await database.close()
      rmSync(directory, { recursive: true })
    },
  }
})

describeEngine('PostgreSQL', async () => {
  const server = await connectOrStartPostgres()
  const database = openPostgres(await server.url('unit_of_work'), { connectionsMax: 5 })
  return {
    database,
    close: async () => {
      await database.close()
      await server.stop()
    },
  }
})
