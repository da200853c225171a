/** Builds what the sandbox role adds: the test bank and the rooms of consent over it. Loaded only with that role. */
import { createSandboxBank } from '#src/adapters/bank-sandbox/sandbox-bank.ts'
import { Worlds } from '#src/domain/apps/worlds.ts'
import { Approvals } from '#src/domain/grants/approvals.ts'
import { Beginnings } from '#src/domain/grants/beginnings.ts'
import { Steps } from '#src/domain/grants/steps.ts'
import type { ProfileOf } from '#src/domain/catalogue/bank-profile.ts'
import { Consents } from '#src/domain/consents/consents.ts'
import { countAccess } from '#src/domain/consents/unattended-accesses.ts'
import type { AccessPlace } from '#src/domain/consents/unattended-accesses.ts'
import { isDemoApp } from '#src/domain/console/demo-app.ts'
import { Notifications } from '#src/domain/notifications/notifications.ts'
import { ConsentAuthorisations } from '#src/domain/grants/consent-authorisations.ts'
import { Confirmations } from '#src/domain/grants/confirmations.ts'
import { Embedded } from '#src/domain/sca/embedded.ts'
import { Authorisations } from '#src/domain/sca/authorisations.ts'
import type { TestData } from '#src/domain/catalogue/test-data.ts'
import { WorldSettings } from '#src/domain/apps/world-settings.ts'
import type { Ground } from './ground.ts'
import { sandboxRealm } from './rooms.ts'
import type { Rooms } from './rooms.ts'

/** One read that counts: at most so many a day, or once for ever. */
interface CountedAccess {
  readonly worldId: string
  readonly place: AccessPlace
  readonly now: number
  readonly max: number | 'once'
}

export interface SandboxRooms extends Rooms {
  readonly bank: ReturnType<typeof createSandboxBank>
  readonly authorisations: Authorisations
  readonly approvals: Approvals
  readonly worlds: Worlds
  readonly consents: Consents
  readonly notifications: Notifications
  /** Finds the consent behind a read: what other processes change is seen within a second. */
  readonly readingConsents: Pick<Consents, 'load'>
  readonly beginnings: Beginnings
  readonly consentAuthorisations: ConsentAuthorisations
  readonly confirmations: Confirmations
  readonly profileOf: ProfileOf
  readonly settings: WorldSettings
  /** The World's own test data, or what the pack gives it. */
  testDataOf(worldId: string): Promise<TestData>
  countAccess(access: CountedAccess): Promise<void>
}

export function createSandboxRooms(ground: Ground, rooms: Rooms): SandboxRooms {
  const { transact, stores, pack, random } = ground
  const { worldNow } = rooms
  const { profile } = pack
  const { bank, settings, worlds, testDataOf } = createWorldRooms(ground, rooms)
  const profileOf: ProfileOf = (worldId) => settings.profileOf(worldId)
  const authorisations = new Authorisations({
    transact,
    authorisations: stores.authorisations,
    connector: bank,
    worldNow,
    random,
    limits: {
      attemptsMax: profile.authentication.attemptsMax,
      authenticationSeconds: profile.authentication.timeoutSeconds,
    },
  })
  const approvals = new Approvals({
    transact,
    consents: stores.consents,
    authorisations,
    connector: bank,
    worldNow,
    profileOf,
    random,
  })
  return {
    ...rooms,
    bank,
    authorisations,
    approvals,
    worlds,
    profileOf,
    settings,
    testDataOf,
    notifications: new Notifications({
      profileOf,
      clock: ground.clock,
      isTold: (appId) => !isDemoApp(appId),
    }),
    ...createConsentRooms(ground, { bank, authorisations, approvals, profileOf, worldNow }),
  }
}

type ConsentGround = Pick<
  SandboxRooms,
  'bank' | 'authorisations' | 'approvals' | 'profileOf' | 'worldNow'
>

/** The consents of the dedicated interface, and how each is authorised and used. */
function createConsentRooms(ground: Ground, near: ConsentGround) {
  const { transact, stores, random, clock, reading } = ground
  const { timeZone } = ground.pack
  const { bank, authorisations, approvals, profileOf, worldNow } = near
  const { consents, authorisations: store } = stores
  const embedded = new Embedded({ transact, worldNow, profileOf, connector: bank })
  const steps = new Steps({ transact, approvals })
  const confirmations = new Confirmations({ transact, authorisations, approvals, random })
  const accesses = stores.unattendedAccesses
  const deps = { transact, worldNow, profileOf, random, timeZone, consents, accesses }
  return {
    confirmations,
    consents: new Consents(deps),
    readingConsents: new Consents({
      ...deps,
      consents: { ...consents, find: reading.consents.find },
      worldNow: async (worldId) => clock.now() + (await reading.worlds.offsetOf(worldId)),
    }),
    consentAuthorisations: new ConsentAuthorisations({
      authorisations,
      approvals,
      confirmations,
      embedded,
      steps,
      store,
      consents,
    }),
    beginnings: new Beginnings({
      transact,
      worldNow,
      profileOf,
      authorisations,
      embedded,
      steps,
      store,
      random,
    }),
    countAccess: async ({ worldId, max, ...access }: CountedAccess) => {
      const limit =
        max === 'once'
          ? max
          : { maxPerDay: max, dayOfCount: (await profileOf(worldId)).consents.dayOfCount }
      await countAccess({ transact, accesses, random, timeZone }, access, limit)
    },
  }
}

/** The test bank of every World, and what Worlds have of their own. */
function createWorldRooms(ground: Ground, rooms: Rooms) {
  const { transact, stores, reading, pack, random, clock } = ground
  const { sandboxAuthentications: authentications } = stores
  const bank = createSandboxBank({
    pack,
    authentications,
    random,
    testDataOf: (worldId) => reading.worlds.testDataOf(worldId),
  })
  const { xs2a } = pack.profile
  const settings = new WorldSettings({
    transact,
    worlds: reading.worlds,
    realm: sandboxRealm,
    profile: xs2a,
  })
  const worlds = new Worlds({
    realm: sandboxRealm,
    simulator: bank,
    testCustomers: pack.customers,
    worlds: stores.worlds,
    endings: rooms.endings,
    apps: rooms.apps,
    clock,
  })
  const testDataOf = async (worldId: string): Promise<TestData> => {
    const own = await settings.testDataOf(worldId)
    const context = { realm: sandboxRealm, worldId, nowMs: await rooms.worldNow(worldId) }
    return own ?? bank.exportTestData(context)
  }
  return { bank, settings, worlds, testDataOf }
}
