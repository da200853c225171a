/** GET /v1/accounts/{account-id}/balances. */
import { reads } from '../reading.ts'
import { toBalance, toReference } from '../wire.ts'

export const getBalances = reads({
  operationId: 'getBalances',
  async handle({ accounts, reading, accountId }) {
    const { account, balances } = await accounts.readBalances(reading, accountId)
    return { account: toReference(account), balances: balances.map(toBalance) }
  },
})
