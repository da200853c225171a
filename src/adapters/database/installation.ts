/** What a store is bound to from its first start on. */
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Database } from './engine.ts'

const bankName = 'bank'

/** Binds the store to a bank pack, or refuses when it is bound to another one. */
export async function bindInstallation(
  database: Database,
  { bank }: { readonly bank: string },
): Promise<void> {
  await database.db
    .insertInto('installation')
    .values({ name: bankName, value: bank })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const bound = await findBoundBank(database)
  if (bound === bank) return
  throw new RefusedError(
    `This store belongs to the bank pack "${bound}", not to "${bank}". ` +
      `Set PORTICO_BANK=${bound}, or give "${bank}" a store of its own with another PORTICO_DATA or DATABASE_URL.`,
  )
}

/** The bank pack of the store; undefined before its first start. */
export async function findBoundBank(database: Database): Promise<string | undefined> {
  const row = await database.db
    .selectFrom('installation')
    .select('value')
    .where('name', '=', bankName)
    .executeTakeFirst()
  return row?.value
}
