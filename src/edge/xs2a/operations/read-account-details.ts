/** GET /v1/accounts/{account-id}: one picked account. */
import { parseWithBalance } from '../parameters.ts'
import { reads } from '../reading.ts'
import { toAccount } from '../wire.ts'

export const readAccountDetails = reads({
  operationId: 'readAccountDetails',
  async handle(call) {
    parseWithBalance(call.query)
    const account = await call.accounts.loadAccount(call.reading, call.accountId)
    return { account: await toAccount(call, account) }
  },
})
