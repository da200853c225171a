/** GET /v1/accounts/{account-id}/transactions/{transactionId}: one transaction, by the rules of its list. */
import { assertReadable } from '#src/domain/account-information/history-rule.ts'
import { historyCase } from '../history.ts'
import { reads } from '../reading.ts'
import { toTransaction } from '../wire.ts'

export const getTransactionDetails = reads({
  operationId: 'getTransactionDetails',
  async handle(call) {
    const { accountId, params, services, caller } = call
    const wanted = { accountId, transactionId: params['transactionId'] ?? '' }
    const { transaction } = await call.accounts.readTransaction(call.reading, wanted)
    const { consents } = await services.profileOf(caller.worldId)
    assertReadable(transaction.bookingDate, historyCase(call, consents))
    // Nested as the official file has it. @see psd2-api 1.3.11, getTransactionDetails
    return { transactionsDetails: { transactionDetails: toTransaction(transaction) } }
  },
})
