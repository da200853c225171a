/** The portal's doors: JSON API, mailbox, pages. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { createThreadDocumentMaker } from '#src/adapters/threads/thread-document-maker.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import { listCallsOfApp } from '#src/domain/statistics/call-recorder.ts'
import { toTextsData } from '#src/domain/texts/texts-data.ts'
import { loadContract } from '#src/edge/http/contract.ts'
import { registerMailbox } from '#src/edge/operations/mailbox.ts'
import { createReferences } from '#src/edge/portal/references.ts'
import { registerPortalApi } from '#src/edge/portal/register-portal-api.ts'
import { registerDownloads } from '#src/edge/portal-pages/register-downloads.ts'
import type { PagesBank } from '#src/edge/portal-pages/register-portal-assets.ts'
import { registerPortalPages } from '#src/edge/portal-pages/register-portal-pages.ts'
import type { SiteFilesOptions } from '#src/edge/portal-pages/register-site-files.ts'
import { openBankProfile } from './bank-profile.ts'
import type { Ground } from './ground.ts'
import { createPageDrawer } from './page-drawer.ts'
import type { OtherMethods } from '#src/edge/http/refuse-other-methods.ts'
import { openTexts } from './texts.ts'
import type { Texts } from './texts.ts'
import { hasLocalMailbox } from './rooms.ts'
import { createTestConsole } from './test-console.ts'
import type { Rooms, SandboxForPortal } from './rooms.ts'

/** Registers everything of the portal. It takes every address that no other door has taken. */
export async function openPortalDoors(
  fastify: FastifyInstance,
  ground: Ground,
  rooms: Rooms & SandboxForPortal & { readonly otherMethods: OtherMethods },
) {
  const { config, log, packageRoot, publicUrl, stores } = ground
  const { accounts, apps, clientSecrets, subscriptions, recorder } = rooms
  const contract = await loadContract(join(packageRoot, 'openapi', 'portal.yaml'))
  const isAnswerChecked = config.logLevel === 'debug'
  const listCalls = (filter: Parameters<typeof listCallsOfApp>[1]) =>
    listCallsOfApp({ store: stores.callRecords, recorder }, filter)
  const { contactDesk, notices, worlds, worldContents, otherMethods } = rooms
  const texts = await openTexts(ground)
  const maker = createThreadDocumentMaker()
  fastify.addHook('onClose', () => maker.close())
  const services = {
    accounts,
    apps,
    clientSecrets,
    subscriptions,
    products: ground.pack.products,
    references: createReferences(ground.pack.products, maker),
    testConsole: createTestConsole(ground, rooms),
    listCalls,
    notificationLog: stores.notifications.listOfApp,
    personalDataOf: stores.personalData.gather,
    search: texts.search,
    contactDesk,
    notices,
    timeZone: ground.pack.timeZone,
    ...(worlds ? { worlds } : {}),
    ...(worldContents ? { worldContents } : {}),
    bankProfile: await openBankProfile(ground),
    ...(await openCertificates(ground)),
  }
  await registerPortalApi(fastify, { contract, services, publicUrl, log, isAnswerChecked })
  const hasMailbox = hasLocalMailbox(ground)
  if (hasMailbox) registerMailbox(fastify, (limit) => stores.mails.listShown(limit))
  registerDownloads(fastify, { products: ground.pack.products, publicUrl, maker })
  await openPages(fastify, ground, { hasMailbox, notices, texts, otherMethods })
}

async function openCertificates(ground: Ground) {
  if (!ground.config.roles.includes('sandbox')) return {}
  const { createCertificates } = await import('./certificates.ts')
  return { certificates: createCertificates(ground) }
}

async function openPages(
  fastify: FastifyInstance,
  ground: Ground,
  {
    texts: { texts, pages },
    notices,
    ...parts
  }: {
    hasMailbox: boolean
    notices: Rooms['notices']
    otherMethods: OtherMethods
    texts: Texts
  },
) {
  const { log, packageRoot, pack, publicUrl, publicTlsUrl, own } = ground
  const buildFolder = join(packageRoot, 'web', 'build')
  const bank = bankOf(pack)
  const drawer = await createPageDrawer({
    buildUrl: pathToFileURL(join(buildFolder, 'server', 'index.js')).href,
    texts: toTextsData(
      texts,
      pack.products.map(({ id }) => id),
    ),
    bank,
    publicUrl,
    tlsUrl: publicTlsUrl,
  })
  fastify.addHook('onClose', () => drawer.close())
  await registerPortalPages(fastify, {
    drawer,
    buildFolder,
    site: siteOf(ground, pages),
    publicUrl: () => publicUrl,
    own,
    ...parts,
    mark: markOf(notices),
    now: () => performance.now(),
    log,
    bank,
  })
}

/** What every page shows of the notices; while the store is away, what was known holds. */
function markOf(notices: Rooms['notices']): () => Promise<string> {
  let last = ''
  return async () => {
    try {
      last = JSON.stringify(await notices.list())
    } catch {
      return last // the page says by itself what it could not read
    }
    return last
  }
}

function siteOf({ pack, publicUrl, clock }: Ground, pages: readonly string[]): SiteFilesOptions {
  const { languages, developerContact: mailContact } = pack
  return { pages, languages, publicUrl, mailContact, now: () => clock.now() }
}

function bankOf(pack: BankPack): PagesBank {
  return {
    name: pack.name,
    legalName: pack.legalEntity.name,
    legalEntity: pack.legalEntity,
    isFictional: pack.isFictional,
    languages: pack.languages,
    logoSvg: pack.brand.logoSvg,
    tokens: pack.brand.tokens,
    testCustomers: pack.customers.map((customer) => ({
      ...customer,
      accounts: pack.accounts.filter(({ owners }) => owners.includes(customer.id)),
    })),
  }
}
