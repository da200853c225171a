/** GET /v1/card-accounts/{account-id}/balances. */
import { loadCardProfile } from '../card-accounts.ts'
import { reads } from '../reading.ts'
import { toCardBalance, toReference } from '../wire.ts'

export const getCardAccountBalances = reads({
  operationId: 'getCardAccountBalances',
  async handle(call) {
    await loadCardProfile(call)
    const read = await call.accounts.readBalances(call.reading, call.accountId, 'card')
    return {
      cardAccount: toReference(read.account),
      debitAccounting: read.account.debitAccounting === true,
      balances: read.balances.map((one) => toCardBalance(read.account, one)),
    }
  },
})
