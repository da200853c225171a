/** Asks a PostgreSQL database something that no door answers, over a connection of its own. */
import pg from 'pg'

export async function queryPostgres(url: string, text: string, values: readonly unknown[] = []) {
  const database = new pg.Client({ connectionString: url })
  await database.connect()
  try {
    return await database.query<Record<string, unknown>>(text, [...values])
  } finally {
    await database.end()
  }
}
