/** GET /v1/card-accounts/{account-id}: one picked card account. */
import { loadCardProfile } from '../card-accounts.ts'
import { parseWithBalance } from '../parameters.ts'
import { reads } from '../reading.ts'
import { toCardAccount } from '../wire.ts'

export const readCardAccountDetails = reads({
  operationId: 'readCardAccountDetails',
  async handle(call) {
    parseWithBalance(call.query)
    await loadCardProfile(call)
    const account = await call.accounts.loadAccount(call.reading, call.accountId, 'card')
    return { cardAccount: await toCardAccount(call, account) }
  },
})
