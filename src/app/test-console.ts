/** Puts the test console together: the room, its runner at this installation's front door, the demo app. */
import { createConsoleRunner } from '#src/adapters/console-runner/console-runner.ts'
import type { Apps } from '#src/domain/apps/apps.ts'
import { Console } from '#src/domain/console/console.ts'
import { DemoApp } from '#src/domain/console/demo-app.ts'
import { VisitorSlots } from '#src/domain/console/visitor-slots.ts'
import { RateLimits } from '#src/domain/developers/rate-limits.ts'
import type { Endings } from '#src/domain/grants/endings.ts'
import type { Ground } from './ground.ts'
import type { Rooms } from './rooms.ts'

export function createDemoApp(
  ground: Ground,
  rooms: { readonly apps: Apps; readonly endings: Endings; readonly realm: string },
): DemoApp {
  const { stores, transact, clock, random, pack } = ground
  return new DemoApp({
    transact,
    products: pack.products,
    apps: stores.apps,
    slots: new VisitorSlots({ store: stores.visitorSlots, clock }),
    clock,
    random,
    realm: rooms.realm,
    resetWorld: async (worldId) => {
      await rooms.endings.endAccessInWorld(worldId)
      await rooms.apps.resetWorld(worldId, { kind: 'system' })
    },
  })
}

export function createTestConsole(ground: Ground, rooms: Rooms): Console {
  const { config, stores, clock, random, pack, publicUrl, ownOrigin } = ground
  // A process without the sandbox calls where everybody else would.
  const origin = config.roles.includes('sandbox') ? ownOrigin : publicUrl
  const door = { origin, host: new URL(publicUrl).host }
  return new Console({
    products: pack.products,
    customers: pack.customers,
    accounts: pack.accounts,
    apps: rooms.apps,
    demoApp: rooms.demoApp,
    limits: new RateLimits({ store: stores.rateLimits, clock, isOn: config.hasRateLimits }),
    runner: createConsoleRunner({ door, random, publicUrl }),
    random,
    publicUrl,
    worldNow: rooms.worldNow,
  })
}
