/** Mounts the portal's JSON API: its operations, who calls, and its contract for reading. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { nameSession } from '#src/domain/audit/origin.ts'
import { sessionIdOf } from '#src/domain/developers/credentials.ts'
import { bindContract } from '#src/edge/http/bind-contract.ts'
import type { Contract } from '#src/edge/http/contract.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Log } from '#src/kit/log.ts'
import { activateAccount } from './operations/activate-account.ts'
import { callFromConsole } from './operations/call-from-console.ts'
import { changePassword } from './operations/change-password.ts'
import {
  createClientSecret,
  listClientSecrets,
  revokeClientSecret,
} from './operations/client-secrets.ts'
import { createCertificate } from './operations/create-certificate.ts'
import { listCertificates } from './operations/list-certificates.ts'
import { revokeCertificate } from './operations/revoke-certificate.ts'
import { createApp } from './operations/create-app.ts'
import { deleteAccount } from './operations/delete-account.ts'
import { deleteApp } from './operations/delete-app.ts'
import { exportAccount } from './operations/export-account.ts'
import { getAccount } from './operations/get-account.ts'
import { getApp } from './operations/get-app.ts'
import { getBankProfile } from './operations/get-bank-profile.ts'
import { getConsole } from './operations/get-console.ts'
import { getContactForm } from './operations/get-contact-form.ts'
import { getOperation } from './operations/get-operation.ts'
import { getProduct } from './operations/get-product.ts'
import { getReference } from './operations/get-reference.ts'
import { listProducts } from './operations/list-products.ts'
import { getWorld } from './operations/get-world.ts'
import { listApps } from './operations/list-apps.ts'
import { listCalls } from './operations/list-calls.ts'
import { listNotifications } from './operations/list-notifications.ts'
import { listNotices } from './operations/list-notices.ts'
import { requestPasswordReset } from './operations/request-password-reset.ts'
import { resetAppWorld } from './operations/reset-app-world.ts'
import { resetPassword } from './operations/reset-password.ts'
import { search } from './operations/search.ts'
import { sendContactMessage } from './operations/send-contact-message.ts'
import { signIn } from './operations/sign-in.ts'
import { signOut } from './operations/sign-out.ts'
import { signUp } from './operations/sign-up.ts'
import { subscribe } from './operations/subscribe.ts'
import { unsubscribe } from './operations/unsubscribe.ts'
import { updateApp } from './operations/update-app.ts'
import {
  changeWorldProfile,
  getWorldProfile,
  resetWorldProfile,
} from './operations/world-profile.ts'
import { getWorldTestData, replaceWorldTestData } from './operations/world-test-data.ts'
import { portalProblems } from './portal-problems.ts'
import { nobody } from './portal-services.ts'
import type { PortalIdentity, PortalServices } from './portal-services.ts'

export interface PortalApiMount {
  readonly contract: Contract
  readonly services: PortalServices
  readonly publicUrl: string
  readonly log: Log
  readonly isAnswerChecked: boolean
}

const operations = [
  listProducts,
  getProduct,
  getReference,
  getOperation,
  signUp,
  activateAccount,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  getAccount,
  exportAccount,
  deleteAccount,
  changePassword,
  listApps,
  createApp,
  getApp,
  updateApp,
  deleteApp,
  subscribe,
  unsubscribe,
  listCalls,
  listNotifications,
  getWorld,
  resetAppWorld,
  getWorldTestData,
  replaceWorldTestData,
  getWorldProfile,
  changeWorldProfile,
  resetWorldProfile,
  getBankProfile,
  getContactForm,
  sendContactMessage,
  listNotices,
  getConsole,
  callFromConsole,
  search,
  listCertificates,
  createCertificate,
  revokeCertificate,
  listClientSecrets,
  createClientSecret,
  revokeClientSecret,
]

export async function registerPortalApi(fastify: FastifyInstance, mount: PortalApiMount) {
  const { contract, services } = mount
  const published = JSON.stringify(contract.document)
  fastify.get(`${contract.basePath}/openapi.json`, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(published),
  )
  await bindContract<PortalIdentity>(fastify, {
    ...mount,
    operations: operations.map((operation) => operation(services)),
    identify: (request) => identify(services, request),
    nobody,
    problems: portalProblems,
  })
}

async function identify(
  services: PortalServices,
  request: FastifyRequest,
): Promise<PortalIdentity> {
  const [scheme = '', sessionToken = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() !== 'bearer' || sessionToken === '')
    throw new DomainError('not-signed-in')
  const developer = await services.accounts.findSession(sessionToken)
  if (!developer) throw new DomainError('not-signed-in')
  const { developerId, organisations } = developer
  nameSession(sessionIdOf(sessionToken))
  return { sessionToken, developerId, organisationIds: organisations.map(({ id }) => id) }
}
