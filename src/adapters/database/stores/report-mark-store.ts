/** Where the last reports of new transactions ended, in the database. */
import type { Kysely } from 'kysely'
import type { ReportMarks } from '#src/domain/account-information/report-marks.ts'
import type { Tables } from '../tables.ts'

export function createReportMarkStore(db: Kysely<Tables>): ReportMarks {
  return {
    async find(consentId, accountId) {
      const row = await db
        .selectFrom('report_marks')
        .select('entry_reference')
        .where('consent_id', '=', consentId)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row?.entry_reference
    },
    async put(consentId, accountId, entryReference) {
      const change = { entry_reference: entryReference }
      await db
        .insertInto('report_marks')
        .values({ consent_id: consentId, account_id: accountId, ...change })
        .onConflict((conflict) =>
          conflict.columns(['consent_id', 'account_id']).doUpdateSet(change),
        )
        .execute()
    },
  }
}
