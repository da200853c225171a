/** /apps/{id}/secrets: the Client Secrets in force, another one beside them, the end of one. */
import type { StoredSecret } from '#src/domain/apps/app-store.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

export function listClientSecrets(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'listClientSecrets',
    async handle({ identity, params }) {
      const secrets = await services.clientSecrets.list(identity, params['id'] ?? '')
      return { status: 200, body: { secrets: secrets.map(toSecret) } }
    },
  }
}

/** The secret is in this answer only. */
export function createClientSecret(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'createClientSecret',
    async handle({ identity, params, body }) {
      const { overlapHours } = body as { overlapHours: number } // checked by the binder
      const wanted = { appId: params['id'] ?? '', overlapHours }
      const { clientSecret, secret } = await services.clientSecrets.create(identity, wanted)
      return { status: 201, body: { ...toSecret(secret), clientSecret } }
    },
  }
}

export function revokeClientSecret(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'revokeClientSecret',
    async handle({ identity, params }) {
      const { id = '', secretId = '' } = params
      await services.clientSecrets.revoke(identity, id, secretId)
      return { status: 204 }
    },
  }
}

function toSecret({ id, hint, createdAt, lastUsedAt, expiresAt }: StoredSecret) {
  return {
    id,
    hint,
    createdAt: toDateTime(createdAt),
    lastUsedAt: lastUsedAt === undefined ? null : toDateTime(lastUsedAt),
    endsAt: expiresAt === undefined ? null : toDateTime(expiresAt),
  }
}
