/** The portal's doors: JSON API, mailbox, pages. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { listCallsOfApp } from '#src/domain/statistics/call-recorder.ts'
import { loadContract } from '#src/edge/http/contract.ts'
import { registerMailbox } from '#src/edge/operations/mailbox.ts'
import { registerPortalApi } from '#src/edge/portal/register-portal-api.ts'
import { registerPortalPages } from '#src/edge/portal-pages/register-portal-pages.ts'
import type { Ground } from './ground.ts'
import { hasLocalMailbox } from './rooms.ts'
import type { Rooms } from './rooms.ts'

/** Registers everything of the portal. It takes every address that no other door has taken. */
export async function openPortalDoors(fastify: FastifyInstance, ground: Ground, rooms: Rooms) {
  const { config, log, packageRoot, publicUrl, stores } = ground
  const { accounts, apps, recorder } = rooms
  const contract = await loadContract(join(packageRoot, 'openapi', 'portal.yaml'))
  const isAnswerChecked = config.logLevel === 'debug'
  const listCalls = (filter: Parameters<typeof listCallsOfApp>[1]) =>
    listCallsOfApp({ store: stores.callRecords, recorder }, filter)
  const services = { accounts, apps, listCalls }
  await registerPortalApi(fastify, { contract, services, publicUrl, log, isAnswerChecked })
  const hasMailbox = hasLocalMailbox(ground)
  if (hasMailbox) registerMailbox(fastify, (limit) => stores.mails.listShown(limit))
  await openPages(fastify, ground, hasMailbox)
}

async function openPages(fastify: FastifyInstance, ground: Ground, hasMailbox: boolean) {
  const { log, packageRoot, pack, publicUrl, publicTlsUrl } = ground
  const buildFolder = join(packageRoot, 'web', 'build')
  const server = pathToFileURL(join(buildFolder, 'server', 'index.js')).href
  const build: unknown = await import(server)
  await registerPortalPages(fastify, {
    build,
    buildFolder,
    errorsFolder: join(packageRoot, 'content', 'errors'),
    publicUrl: () => publicUrl,
    tlsUrl: () => publicTlsUrl,
    hasMailbox,
    log,
    bank: {
      name: pack.name,
      legalName: pack.legalEntity.name,
      languages: pack.languages,
      logoSvg: pack.brand.logoSvg,
      tokens: pack.brand.tokens,
    },
  })
}
