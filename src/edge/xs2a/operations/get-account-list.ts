/** GET /v1/accounts: the accounts the customer picked. */
import type { Xs2aOperation } from '../endpoint.ts'
import { parseWithBalance } from '../parameters.ts'
import { toAccount } from '../wire.ts'

export const getAccountList: Xs2aOperation = {
  operationId: 'getAccountList',
  async handle(call) {
    parseWithBalance(call.query)
    const accounts = await call.accounts.listAccounts(call.reading)
    return { accounts: await Promise.all(accounts.map((one) => toAccount(call, one))) }
  },
}
