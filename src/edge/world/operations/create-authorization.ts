/** POST /authorizations: a test customer answers an authorization request without a browser. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PlayedOutcome } from '../play-customer.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

interface NewAuthorization {
  readonly authorizationUrl: string
  readonly customerId: string
  readonly accountIds?: 'all' | readonly string[]
  readonly outcome: PlayedOutcome
}

export function createAuthorization(services: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'createAuthorization',
    async handle({ identity, body }) {
      // The contract has been checked by the binder.
      const { authorizationUrl, customerId, accountIds, outcome } = body as NewAuthorization
      const { worldId } = identity
      const chosen = accountIds === undefined || accountIds === 'all' ? {} : { accountIds }
      const played = { worldId, customerId, outcome, ...chosen }
      const redirectTo = await services.walk(authorizationUrl, identity, played)
      return { status: 200, body: { redirectTo } }
    },
  }
}
