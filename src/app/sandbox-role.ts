/** Builds what the sandbox role adds: the test bank and the rooms of consent over it. Loaded only with that role. */
import { createSandboxBank } from '#src/adapters/bank-sandbox/sandbox-bank.ts'
import { Worlds } from '#src/domain/apps/worlds.ts'
import { Approvals } from '#src/domain/grants/approvals.ts'
import { Authorisations } from '#src/domain/sca/authorisations.ts'
import type { Ground } from './ground.ts'
import { sandboxRealm } from './rooms.ts'
import type { Rooms } from './rooms.ts'

export interface SandboxRooms extends Rooms {
  readonly bank: ReturnType<typeof createSandboxBank>
  readonly authorisations: Authorisations
  readonly approvals: Approvals
  readonly worlds: Worlds
}

export function createSandboxRooms(ground: Ground, rooms: Rooms): SandboxRooms {
  const { transact, stores, pack, random } = ground
  const { worldNow } = rooms
  const { profile } = pack
  const bank = createSandboxBank({
    pack,
    authentications: stores.sandboxAuthentications,
    random,
  })
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
  const worlds = new Worlds({
    realm: sandboxRealm,
    simulator: bank,
    testCustomers: pack.customers,
    worlds: stores.worlds,
    endings: rooms.endings,
    apps: rooms.apps,
    clock: ground.clock,
  })
  return { ...rooms, bank, authorisations, approvals, worlds }
}
