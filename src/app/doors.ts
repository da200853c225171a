/** Opens the doors: registers the edges of a process's roles with one HTTP server. */
import { chooseProductionBuilds } from '#src/config/environment.ts'
import { createCallerAddresses } from '#src/edge/http/caller-address.ts'
import { createHttpServer, sendProblem } from '#src/edge/http/http-server.ts'
import { noteMethods } from '#src/edge/http/refuse-other-methods.ts'
import { refuseForeignHosts } from '#src/edge/http/refuse-foreign-hosts.ts'
import { registerHealth } from '#src/edge/operations/health.ts'
import type { Ground } from './ground.ts'
import { listConditions } from './ready-conditions.ts'
import type { RequestHandler } from './listeners.ts'
import type { Rooms, SandboxForPortal } from './rooms.ts'

export interface OpenDoors {
  readonly handler: RequestHandler
  /** Looks after what TPPs wait to hear of; nothing without the sandbox. */
  refreshWatched(): Promise<void>
  close(): Promise<void>
}

export async function openDoors(ground: Ground, rooms: Rooms): Promise<OpenDoors> {
  const { config, log, clock, random, publicUrl, own } = ground
  const { trustedProxies } = config
  const callers = createCallerAddresses({ trustedProxies, clock, log })
  const fastify = createHttpServer({ log, random, publicUrl, callers })
  refuseForeignHosts(fastify, { own, publicUrl })
  const otherMethods = noteMethods(fastify, { publicUrl })
  registerHealth(fastify, { conditions: listConditions(ground), caPem: ground.caPem })
  // Loaded with their role only: a process without it holds none of their code.
  let sandbox: SandboxForPortal = {}
  if (config.roles.includes('sandbox')) {
    const { openSandboxDoors } = await import('./sandbox-doors.ts')
    sandbox = await openSandboxDoors(fastify, ground, rooms)
  }
  if (config.roles.includes('portal')) {
    chooseProductionBuilds()
    const { openPortalDoors } = await import('./portal-doors.ts')
    await openPortalDoors(fastify, ground, { ...rooms, ...sandbox, otherMethods })
  } else
    fastify.setNotFoundHandler((request, reply) =>
      sendProblem({ publicUrl }, { code: 'path-unknown', request, reply }),
    )
  otherMethods.refuse()
  await fastify.ready()
  return {
    handler: (request, response) => fastify.routing(request, response),
    refreshWatched: sandbox.refreshWatched ?? (() => Promise.resolve()),
    close: async () => {
      await fastify.close()
    },
  }
}
