/** Mounts the World API: an app's own World, for tests without a browser. Sandbox only. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bindContract } from '#src/edge/http/bind-contract.ts'
import type { Contract } from '#src/edge/http/contract.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Log } from '#src/kit/log.ts'
import { changeProfile } from './operations/change-profile.ts'
import { createAuthorization } from './operations/create-authorization.ts'
import { approveAuthentication, otherEnds } from './operations/end-authentication.ts'
import { getProfile } from './operations/get-profile.ts'
import { listAuthentications } from './operations/list-authentications.ts'
import { listCustomers } from './operations/list-customers.ts'
import { listNotifications } from './operations/list-notifications.ts'
import { revokeConsents } from './operations/revoke-consents.ts'
import { resetWorld } from './operations/reset-world.ts'
import { getTestData, getTestDataSchema, replaceTestData } from './operations/test-data.ts'
import { worldProblems } from './world-problems.ts'
import type { WorldIdentity, WorldServices } from './world-services.ts'

export interface WorldMount {
  readonly contract: Contract
  readonly services: WorldServices
  readonly publicUrl: string
  readonly log: Log
  readonly isAnswerChecked: boolean
}

const operations = [
  listCustomers,
  createAuthorization,
  resetWorld,
  revokeConsents,
  getProfile,
  changeProfile,
  listNotifications,
  listAuthentications,
  approveAuthentication,
  ...otherEnds,
  getTestData,
  replaceTestData,
  getTestDataSchema,
]

export async function registerWorld(fastify: FastifyInstance, mount: WorldMount): Promise<void> {
  const { services } = mount
  await bindContract<WorldIdentity>(fastify, {
    ...mount,
    operations: operations.map((make) => make(services)),
    identify: (request) => identify(services, request),
    nobody: { appId: '', clientId: '', worldId: '' },
    problems: worldProblems,
  })
}

/** HTTP Basic (RFC 7617) with Client ID and Client Secret. */
async function identify(services: WorldServices, request: FastifyRequest): Promise<WorldIdentity> {
  const [scheme = '', encoded = ''] = (request.headers.authorization ?? '').split(' ')
  const pair = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  const isBasic = scheme.toLowerCase() === 'basic' && colon > 0
  const identity = isBasic
    ? await services.authenticate(pair.slice(0, colon), pair.slice(colon + 1))
    : undefined
  if (!identity) throw new DomainError('app-credentials-wrong')
  return identity
}
