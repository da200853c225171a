/** GET /v1/accounts/{account-id}: one picked account. */
import type { Xs2aOperation } from '../endpoint.ts'
import { parseWithBalance } from '../parameters.ts'
import { toAccount } from '../wire.ts'

export const readAccountDetails: Xs2aOperation = {
  operationId: 'readAccountDetails',
  async handle(call) {
    parseWithBalance(call.query)
    const account = await call.accounts.loadAccount(call.reading, call.accountId)
    return { account: await toAccount(call, account) }
  },
}
