/** The doors of the API products that a pack brings as documents. */
import type { FastifyInstance } from 'fastify'
import { registerMockApi } from '#src/edge/mock-api/register-mock-api.ts'
import type { Ground } from './ground.ts'
import { sandboxRealm } from './rooms.ts'
import type { Rooms } from './rooms.ts'

export async function openMockApi(fastify: FastifyInstance, ground: Ground, rooms: Rooms) {
  const { stores, reading, clock, random, pack, publicUrl, log } = ground
  await registerMockApi(fastify, {
    realm: sandboxRealm,
    products: pack.products,
    access: stores.productAccess,
    certificates: reading.certificates,
    clock,
    random,
    recorder: rooms.recorder,
    timeZone: pack.timeZone,
    publicUrl,
    log,
  })
}
