/** GET /v1/accounts: the accounts the customer picked. */
import { parseWithBalance } from '../parameters.ts'
import { reads } from '../reading.ts'
import { toAccount } from '../wire.ts'

export const getAccountList = reads({
  operationId: 'getAccountList',
  async handle(call) {
    parseWithBalance(call.query)
    const accounts = await call.accounts.listAccountsOf(call.reading, 'payment')
    return { accounts: await Promise.all(accounts.map((one) => toAccount(call, one))) }
  },
})
