/** How migrations make tables and indexes on both engines. It must keep making what it made: released migrations lean on it. */
import { sql } from 'kysely'
import type { CreateTableBuilder, Kysely } from 'kysely'
import type { Engine } from './engine.ts'

/** Columns are "name type[?]" with type text or int; "?" allows null. */
export interface TableSpec {
  readonly name: string
  readonly columns: readonly string[]
  readonly primaryKey: readonly string[]
}

/** SQLite tables are STRICT, so that a wrong type is an error on both engines. */
export async function createTable(db: Kysely<unknown>, engine: Engine, spec: TableSpec) {
  // The builder widens its type with every column; the spec's names are plain texts.
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(spec.name) as never
  for (const column of spec.columns) {
    const [name = '', type = ''] = column.split(' ')
    const isOptional = type.endsWith('?')
    const dataType = type.startsWith('int') ? (engine === 'sqlite' ? 'integer' : 'bigint') : 'text'
    builder = builder.addColumn(name, dataType as 'text', (definition) =>
      isOptional ? definition : definition.notNull(),
    )
  }
  builder = builder.addPrimaryKeyConstraint(`${spec.name}_pk`, spec.primaryKey as never)
  if (engine === 'sqlite') builder = builder.modifyEnd(sql`strict`)
  await builder.execute()
}

export async function createIndex(db: Kysely<unknown>, table: string, columns: readonly string[]) {
  await indexOn(db, table, columns).execute()
}

export async function createUniqueIndex(
  db: Kysely<unknown>,
  table: string,
  columns: readonly string[],
) {
  await indexOn(db, table, columns).unique().execute()
}

function indexOn(db: Kysely<unknown>, table: string, columns: readonly string[]) {
  return db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns(columns as string[])
}
