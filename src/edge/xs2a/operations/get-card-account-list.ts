/** GET /v1/card-accounts: the card accounts the customer picked. */
import { loadCardProfile } from '../card-accounts.ts'
import { parseWithBalance } from '../parameters.ts'
import { reads } from '../reading.ts'
import { toCardAccount } from '../wire.ts'

export const getCardAccountList = reads({
  operationId: 'getCardAccountList',
  async handle(call) {
    parseWithBalance(call.query)
    await loadCardProfile(call)
    const accounts = await call.accounts.listAccountsOf(call.reading, 'card')
    return { cardAccounts: await Promise.all(accounts.map((one) => toCardAccount(call, one))) }
  },
})
