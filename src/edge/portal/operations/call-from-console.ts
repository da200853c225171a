/** POST /console/calls: an operation of a product, called in the sandbox for whoever asks. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { AskedCall } from '#src/domain/console/console.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function callFromConsole({ testConsole }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'callFromConsole',
    async handle({ identity, body, source }) {
      // The contract has been checked by the binder.
      const asked = body as AskedCall
      return { status: 200, body: await testConsole.call({ ...identity, source }, asked) }
    },
  }
}
