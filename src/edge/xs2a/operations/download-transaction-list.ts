/** GET /v1/accounts/{account-id}/transactions/download/{downloadId}: a long report at once, by the consent of its caller. */
import { announceEarliest, boundHistory } from '../history.ts'
import { parseDownloadId } from '../report-links.ts'
import { reads } from '../reading.ts'
import { accountPath, toReference } from '../wire.ts'
import { listsOf } from './get-transaction-list.ts'

export const downloadTransactionList = reads({
  operationId: 'downloadTransactionList',
  async handle(call) {
    const { accountId, params, services, caller } = call
    const asked = { accountId, ...parseDownloadId(params['downloadId'] ?? '') }
    const { consents } = await services.profileOf(caller.worldId)
    // The link may be opened long after it was handed out: the rule for older history holds then too.
    const bounds = await boundHistory(call, consents, asked)
    const report = await call.accounts.readWhole(call.reading, { ...asked, ...bounds })
    announceEarliest(call, report.earliestDate, bounds)
    const path = accountPath(call, accountId)
    return {
      account: toReference(report.account),
      transactions: {
        ...listsOf(path, asked.statuses, report.transactions),
        _links: { account: { href: path } },
      },
    }
  },
})
