/** GET /customers: the test customers of the app's World and their accounts. */
import type { BankAccount } from '#src/connector/bank-connector.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function listCustomers(services: WorldServices): Operation<WorldIdentity> {
  const { simulator, realm } = services
  return {
    operationId: 'listCustomers',
    async handle({ identity }) {
      const { worldId } = identity
      const context = { realm, worldId, nowMs: await services.worldNow(worldId) }
      const found = await simulator.listCustomers(context)
      const customers = await Promise.all(
        found.map(async ({ id, name, about }) => {
          const accounts = await simulator.listAccounts(context, id)
          const payment = accounts.filter(({ maskedPan }) => maskedPan === undefined)
          const cards = accounts.filter(({ maskedPan }) => maskedPan !== undefined)
          return {
            id,
            name,
            about,
            accounts: payment.map(toAccount),
            cardAccounts: cards.map(toCardAccount),
          }
        }),
      )
      return { status: 200, body: { customers } }
    },
  }
}

function toAccount({
  id,
  iban,
  currency,
  name,
}: Record<'id' | 'iban' | 'currency' | 'name', string>) {
  return { id, iban, currency, name }
}

/** The number of its account is the bank's own and never shown. */
function toCardAccount({ id, maskedPan = '', currency, name }: BankAccount) {
  return { id, maskedPan, currency, name }
}
