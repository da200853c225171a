/** Builds what the sandbox role adds: the test bank and the rooms of consent over it. */
import { createSandboxBank } from '#src/adapters/bank-sandbox/sandbox-bank.ts'
import { Approvals } from '#src/domain/grants/approvals.ts'
import { Endings } from '#src/domain/grants/endings.ts'
import { Authorisations } from '#src/domain/sca/authorisations.ts'
import type { Ground } from './ground.ts'

export const sandboxRealm = 'sandbox'

export type SandboxRooms = ReturnType<typeof createSandboxRooms>

export function createSandboxRooms(ground: Ground) {
  const { transact, stores, pack, clock, random } = ground
  const { profile } = pack
  const bank = createSandboxBank({
    pack,
    authentications: stores.sandboxAuthentications,
    random,
  })
  /** A World without a row has been deleted with its app: nothing in it can be used, so any time will do. */
  const worldNow = async (worldId: string) => clock.now() + (await stores.worlds.offsetOf(worldId))
  const authorisations = new Authorisations({
    transact,
    authorisations: stores.authorisations,
    connector: bank,
    worldNow,
    limits: {
      attemptsMax: profile.authentication.attemptsMax,
      authenticationSeconds: profile.authentication.timeoutSeconds,
    },
  })
  const approvals = new Approvals({
    transact,
    authorisations,
    connector: bank,
    worldNow,
    random,
    limits: {
      consentLifetimeDays: profile.consentLifetimeDays,
      frequencyPerDay: profile.frequencyPerDay,
    },
  })
  const endings = new Endings({
    transact,
    grants: stores.grants,
    authorisations: stores.authorisations,
    worldNow,
  })
  return { bank, worldNow, authorisations, approvals, endings }
}
