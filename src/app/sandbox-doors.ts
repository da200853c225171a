/** The sandbox's doors: authorization server, customer's pages, World API, dedicated interface. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type Provider from 'oidc-provider'
import { parse } from 'yaml'
import { createTestDataReader } from '#src/adapters/threads/test-data-reader.ts'
import { createAccountInformation } from '#src/domain/account-information/account-information.ts'
import type { TestDataReader } from '#src/domain/catalogue/read-test-data.ts'
import { FundsConfirmation } from '#src/domain/funds-confirmation/funds-confirmation.ts'
import { loadContract } from '#src/edge/http/contract.ts'
import type { OauthServices } from '#src/edge/oauth/oauth-services.ts'
import { createCurrentProvider } from '#src/edge/oauth/current-provider.ts'
import type { ProviderKeys } from '#src/edge/oauth/current-provider.ts'
import { createProvider } from '#src/edge/oauth/provider.ts'
import { registerOauth } from '#src/edge/oauth/register-oauth.ts'
import { finishAuthorisation, walkAuthorization } from '#src/edge/oauth/unattended.ts'
import type { WalkOptions } from '#src/edge/oauth/unattended.ts'
import { registerPsu } from '#src/edge/psu/register-psu.ts'
import { parseLink, walkLink } from '#src/edge/world/walk-link.ts'
import { assertPlayable, playCustomer } from '#src/edge/world/play-customer.ts'
import { registerWorld } from '#src/edge/world/register-world.ts'
import type { WorldServices } from '#src/edge/world/world-services.ts'
import { registerXs2a } from '#src/edge/xs2a/register-xs2a.ts'
import { dayMs, secondMs } from '#src/kit/clock.ts'
import { findStoreFailure } from '#src/kit/store-unavailable-error.ts'
import { createPageMount, renderOauthError } from './customer-pages.ts'
import { createWrites } from './writes.ts'
import { openMockApi } from './mock-doors.ts'
import type { Ground } from './ground.ts'
import { createOauthServices } from './oauth-services.ts'
import { sandboxRealm } from './rooms.ts'
import type { Rooms, SandboxForPortal } from './rooms.ts'
import { refreshWatched } from './refresh-watched.ts'
import { createSandboxRooms } from './sandbox-role.ts'
import type { SandboxRooms } from './sandbox-role.ts'

const oauthPath = '/sandbox/oauth'
const customerPath = '/sandbox/approve'
const interfacePath = '/sandbox/psd2'

/** Registers everything of the sandbox. */
export async function openSandboxDoors(
  fastify: FastifyInstance,
  ground: Ground,
  shared: Rooms,
): Promise<SandboxForPortal> {
  const rooms = createSandboxRooms(ground, shared)
  const { publicUrl, publicTlsUrl } = ground
  const { oauthKeys } = ground
  await oauthKeys.load()
  const services = createOauthServices(ground, { rooms, keys: oauthKeys })
  const provider = createCurrentProvider(oauthKeys, (keys) =>
    makeProvider(ground, { services, keys }),
  )
  await registerOauth(fastify, { basePath: oauthPath, provider, services, publicUrl })
  await registerPsu(
    fastify,
    createPageMount(ground, rooms, {
      basePath: customerPath,
      isOwnBrowser: async (request, response, id) => {
        try {
          const server = await provider.get()
          return (await server.interactionDetails(request, response)).uid === id
        } catch (error) {
          const failure = findStoreFailure(error)
          if (failure) throw failure
          return false // no cookie, or one of an authorisation that has ended
        }
      },
      finish: (id) => leaveTo({ provider, services, rooms }, id),
    }),
  )
  const origins = [publicUrl, publicTlsUrl]
  const { host } = new URL(publicUrl)
  const walk = { fastify, provider, services, basePath: oauthPath, customerPath, host, origins }
  const reader = createTestDataReader()
  fastify.addHook('onClose', () => reader.close())
  await openWorld(fastify, ground, { rooms, walk, readTestData: reader.read })
  await openInterface(fastify, ground, rooms)
  await openMockApi(fastify, ground, rooms)
  const { worlds, settings, testDataOf } = rooms
  return {
    worlds,
    worldContents: { settings, testDataOf, readTestData: reader.read },
    refreshWatched: () => refreshWatched(ground, rooms),
  }
}

/** Where the customer's browser goes when it is over: back to the app itself, or on to the authorization server. */
async function leaveTo(
  parts: Parameters<typeof finishAuthorisation>[0] & { readonly rooms: SandboxRooms },
  id: string,
): Promise<string> {
  const { approach, returnTo, state } = await parts.rooms.authorisations.load(id)
  if (approach !== 'redirect' || !returnTo) return finishAuthorisation(parts, id)
  if (state === 'approved') return returnTo.uri
  if (state !== 'unconfirmed') return returnTo.nokUri ?? returnTo.uri
  const url = new URL(returnTo.uri)
  url.searchParams.set('code', await parts.rooms.confirmations.issueCode(id))
  return url.href
}

function makeProvider(
  ground: Ground,
  { services, keys }: { services: OauthServices; keys: ProviderKeys },
): Provider {
  const { profile } = ground.pack
  return createProvider({
    services,
    log: ground.log,
    issuer: `${ground.publicUrl}${oauthPath}`,
    tlsIssuer: `${ground.publicTlsUrl}${oauthPath}`,
    resource: `${ground.publicUrl}${interfacePath}`,
    productResource: `${ground.publicUrl}/sandbox/api`,
    productIds: ground.pack.products.map(({ id }) => id),
    customerPath: `${ground.publicUrl}${customerPath}`,
    jwks: keys.jwks,
    cookieKeys: keys.cookieKeys,
    lifetimes: {
      accessTokenSeconds: profile.accessTokenSeconds,
      refreshTokenSeconds: (profile.refreshTokenDays * dayMs) / secondMs,
    },
    renderErrorPage: (facts) => renderOauthError(ground, facts),
  })
}

async function openWorld(
  fastify: FastifyInstance,
  ground: Ground,
  parts: { rooms: SandboxRooms; walk: WalkOptions; readTestData: TestDataReader },
) {
  const { rooms, walk, readTestData } = parts
  const { config, log, packageRoot, publicUrl } = ground
  const contract = await loadContract(join(packageRoot, 'openapi', 'world.yaml'))
  const isAnswerChecked = config.logLevel === 'debug'
  const services = { ...createWorldServices(ground, rooms, walk), readTestData }
  await registerWorld(fastify, { contract, services, publicUrl, log, isAnswerChecked })
}

function createWorldServices(
  { stores }: Ground,
  rooms: SandboxRooms,
  walk: WalkOptions,
): Omit<WorldServices, 'readTestData'> {
  const { bank, worldNow, authorisations, approvals, settings } = rooms
  const links = {
    ...walk,
    appOf: async (id: string) => (await stores.authorisations.find(id))?.appId,
    leaveTo: (id: string) => leaveTo({ ...walk, rooms }, id),
  }
  const playing = { realm: sandboxRealm, simulator: bank, authorisations, approvals, worldNow }
  return {
    realm: sandboxRealm,
    simulator: bank,
    worldNow,
    settings,
    endings: rooms.endings,
    testDataOf: rooms.testDataOf,
    notificationLog: stores.notifications.listOfApp,
    async authenticate(clientId, clientSecret) {
      const app = await rooms.apps.findByClientId(clientId)
      const isOwn = app && (await rooms.apps.findSecret(app.id, clientSecret))
      return isOwn ? { appId: app.id, clientId, worldId: app.worldId } : undefined
    },
    async walk(authorizationUrl, { appId, clientId }, played) {
      await assertPlayable(playing, played)
      const play = (id: string) => playCustomer(playing, played, id)
      const link = parseLink(links, authorizationUrl)
      if (link) return walkLink(links, link, { appId, play })
      const identifier = await stores.tppIdentifiers.find(sandboxRealm, appId)
      const clientIds = identifier === undefined ? [clientId] : [clientId, identifier]
      return walkAuthorization(walk, { authorizationUrl, clientIds, play })
    },
    reset: ({ worldId, appId }) => rooms.worlds.reset(worldId, { kind: 'app', id: appId }),
  }
}

function createFunds({ stores }: Ground, rooms: SandboxRooms): FundsConfirmation {
  return new FundsConfirmation({
    connector: rooms.bank,
    consents: stores.consents,
    countQuestion: async ({ worldId, consentId, nowMs: now }) => {
      const place = { consentId, accountId: '', endpoint: 'checkAvailabilityOfFunds' }
      const { questionsPerDay: max } = (await rooms.profileOf(worldId)).funds
      await rooms.countAccess({ worldId, place, now, max })
    },
  })
}

async function openInterface(fastify: FastifyInstance, ground: Ground, rooms: SandboxRooms) {
  const { stores, reading, clock, random, pack, packageRoot } = ground
  const file = join(packageRoot, 'openapi', 'xs2a.yaml')
  const document = parse(await readFile(file, 'utf8')) as Parameters<
    typeof registerXs2a
  >[1]['document']
  await registerXs2a(fastify, {
    basePath: interfacePath,
    realm: sandboxRealm,
    document,
    services: {
      accounts: createAccountInformation({
        connector: rooms.bank,
        pageSize: pack.profile.transactions.pageSize,
      }),
      consents: rooms.consents,
      notifications: rooms.notifications,
      readingConsents: rooms.readingConsents,
      authorisations: rooms.consentAuthorisations,
      beginnings: rooms.beginnings,
      funds: createFunds(ground, rooms),
      profileOf: rooms.profileOf,
      countAccess: rooms.countAccess,
      reportMarks: stores.reportMarks,
      writes: createWrites(ground),
      timeZone: pack.timeZone,
      publicUrl: () => ground.publicUrl,
      customerPath,
      oauthMetadataUrl: () => `${ground.publicUrl}${oauthPath}/.well-known/openid-configuration`,
    },
    accessFacts: reading.accessFacts,
    certificates: reading.certificates,
    clock,
    random,
    publicUrl: () => ground.publicUrl,
    errorForm: pack.profile.xs2a.errorForm,
    isAnswerChecked: ground.config.logLevel === 'debug',
    recorder: rooms.recorder,
    log: ground.log,
  })
}
