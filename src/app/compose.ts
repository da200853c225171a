/** The composition root: makes one running Portico of a configuration. It holds no rule; it only says what is made of what. */
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadBankPack } from '#src/adapters/bank-pack/load-bank-pack.ts'
import { createTlsMaterial } from '#src/adapters/certificates/tls-material.ts'
import type { Database } from '#src/adapters/database/engine.ts'
import { lockDataDirectory } from '#src/adapters/database/embedded-lock.ts'
import { bindInstallation } from '#src/adapters/database/installation.ts'
import { createFactsCache } from '#src/adapters/database/facts-cache.ts'
import type { FactsCache } from '#src/adapters/database/facts-cache.ts'
import { callListeners, openFactsListener } from '#src/adapters/database/facts-listener.ts'
import type { FactsListener } from '#src/adapters/database/facts-listener.ts'
import { assertUndamaged } from '#src/adapters/database/store-check.ts'
import { assertNothingMissing } from '#src/adapters/database/store-mark.ts'
import { createReadingStores } from '#src/adapters/database/reading-stores.ts'
import { loadInstallationKeys } from '#src/adapters/database/installation-keys.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { createStores } from '#src/adapters/database/stores.ts'
import type { Stores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { createAttemptCounts } from '#src/domain/audit/attempt-counts.ts'
import { createAuditHealth } from '#src/domain/audit/audit-health.ts'
import type { AuditHealth } from '#src/domain/audit/audit-health.ts'
import { bankFolderOf } from '#src/config/bank-folder.ts'
import { publicAddresses } from '#src/config/config.ts'
import type { Config } from '#src/config/config.ts'
import { createOwnAddresses } from '#src/edge/http/own-addresses.ts'
import { secondMs, systemClock } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import type { Log } from '#src/kit/log.ts'
import { systemRandom } from '#src/kit/random.ts'
import { startAuditSeals } from './audit-seals.ts'
import { openDoors } from './doors.ts'
import type { Ground } from './ground.ts'
import { startJobs } from './jobs.ts'
import { prepareListener } from './listeners.ts'
import type { Listener } from './listeners.ts'
import { createLog } from './log.ts'
import { migrateStore } from './migrate-store.ts'
import { openMetricsListener } from './metrics-listener.ts'
import { openOrMakeStore } from './open-store.ts'
import { createOauthKeys } from './oauth-keys.ts'
import { createNotificationDelivery, withNotifications } from './notifications.ts'
import { createRooms, sandboxRealm } from './rooms.ts'

/** Where packs, contracts and texts lie: the root of the package. */
const packageRoot = fileURLToPath(new URL('../..', import.meta.url))
const graceMs = 10_000
/** Without DRAIN_SECONDS there is no proxy that could hold idle connections. */
const lingerMs = 1_000

export interface Portico {
  /** Starts everything and answers when it accepts calls; on a refusal nothing is left open. */
  start(): Promise<{ url: string; tlsUrl: string }>
  /** Answers calls under way, writes what is in memory, closes the store. */
  stop(): Promise<void>
}

interface Start {
  readonly config: Config
  readonly log: Log
  readonly clock: Clock
  /** What must be undone, in the order it was done. */
  readonly undo: (() => Promise<void> | void)[]
}

/** Makes a Portico; nothing is opened before `start`. */
export function createPortico(
  config: Config,
  options: { readonly log?: Log; readonly clock?: Clock } = {},
): Portico {
  const log = options.log ?? createLog(config)
  const start: Start = { config, log, clock: options.clock ?? systemClock, undo: [] }
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= undoAll(start))
  return {
    async start() {
      try {
        return await startAll(start)
      } catch (error) {
        await stop()
        throw error
      }
    },
    stop,
  }
}

async function undoAll({ undo, log }: Start) {
  for (const step of undo.splice(0).toReversed()) {
    try {
      await step()
    } catch (error) {
      log.error({ err: error }, 'a part did not stop cleanly')
    }
  }
}

async function startAll(start: Start): Promise<{ url: string; tlsUrl: string }> {
  const laid = await layGround(start)
  const { listeners, addresses } = await prepareListeners(start, laid)
  const metrics = await openMetrics(start, laid.auditHealth)
  const plain: Ground = { ...laid, ...addresses, metrics, life: { isDraining: false } }
  const delivery = createNotificationDelivery(plain)
  const transact = withNotifications(laid.transact, laid, delivery.wake)
  const ground: Ground = { ...plain, transact }
  const rooms = createRooms(ground, delivery)
  start.undo.push(rooms.close)
  const doors = await openDoors(ground, rooms)
  start.undo.push(doors.close)
  const seals = await startAuditSeals(ground)
  start.undo.push(seals.close)
  const { refreshWatched } = doors
  start.undo.push(startJobs(ground, rooms, { refreshWatched, seals }))
  for (const listener of listeners) await listener.open(doors.handler)
  // Stopped first: no call may arrive while the rest is taken down.
  start.undo.push(() => drain(ground, listeners))
  return { url: addresses.publicUrl, tlsUrl: addresses.publicTlsUrl }
}

async function openMetrics({ config, undo }: Start, auditHealth: AuditHealth) {
  if (config.metricsPort === undefined) return undefined
  const { createMetrics } = await import('#src/adapters/telemetry/metrics.ts')
  const metrics = createMetrics(auditHealth)
  const listener = await openMetricsListener(config, config.metricsPort, metrics)
  undo.push(() => listener.drain({ graceMs: 0 }))
  return metrics
}

/** Store, keys and pack: everything that needs no address. */
async function layGround({ config, log, clock, undo }: Start) {
  const bankFolder = bankFolderOf(config, packageRoot)
  const pack = await loadBankPack(bankFolder)
  const { database, secret } = await openOrMakeStore(config, { log })
  undo.push(() => database.close())
  if (!config.databaseUrl) {
    const lock = lockDataDirectory(config.dataDirectory)
    undo.push(() => lock.release())
  }
  await assertUndamaged(database)
  await migrateStore(config, database)
  if (!config.databaseUrl) await assertNothingMissing(database, config.dataDirectory)
  await bindInstallation(database, { bank: config.bank })
  const random = systemRandom
  const keys = createSealedKeys({ database, secret, clock, random })
  await keys.assertSecretFits()
  const installationKeys = await loadInstallationKeys({ keys, secret })
  const cache = createFactsCache(systemClock)
  const auditHealth = createAuditHealth(log)
  const listener = hearChanges({ config, log, cache, database })
  undo.push(() => listener?.stop() ?? cache.setLive(false))
  const transact = createTransact({
    database,
    createStores,
    clock,
    random,
    auditKey: installationKeys.audit,
    onAppend: (error) => auditHealth.heard(error),
    onChange: () => cache.clear(),
  })
  const stores = dropDestroyed(createStores(database.db), cache)
  const reading = createReadingStores(stores, cache)
  return {
    config,
    log,
    clock,
    random,
    packageRoot,
    bankFolder,
    pack,
    database,
    keys,
    installationKeys,
    oauthKeys: createOauthKeys({ keys, realm: sandboxRealm, clock, random }),
    transact,
    stores,
    reading,
    auditHealth,
    attempts: createAttemptCounts({ transact, clock }),
    listener,
  }
}

/** On SQLite this process is the only one that serves, and drops by itself what it changes. */
function hearChanges(options: {
  readonly config: Config
  readonly log: Log
  readonly cache: FactsCache
  readonly database: Database
}): FactsListener | undefined {
  const { config, log, cache, database } = options
  const url = config.listenDatabaseUrl ?? config.databaseUrl
  if (url) {
    const call = (word: string) => callListeners(database, word)
    return openFactsListener({ url: url.reveal(), cache, log, call })
  }
  cache.setLive(true)
  return undefined
}

/** A token is revoked by its removal, outside of any unit of work. */
function dropDestroyed(stores: Stores, cache: FactsCache): Stores {
  const { oauthArtifacts } = stores
  return {
    ...stores,
    oauthArtifacts: {
      ...oauthArtifacts,
      async destroy(key) {
        await oauthArtifacts.destroy(key)
        cache.clear()
      },
      async destroyIssuedTo(secretId) {
        await oauthArtifacts.destroyIssuedTo(secretId)
        cache.clear()
      },
    },
  }
}

/** Listeners come before doors, because with port 0 the addresses are known only then; they open when the doors have. */
async function prepareListeners(start: Start, laid: Awaited<ReturnType<typeof layGround>>) {
  const { config, clock, undo } = start
  const tlsHost = config.publicTlsUrl ? new URL(config.publicTlsUrl).hostname : config.host
  const { caPem, ...server } = await createTlsMaterial({ keys: laid.keys, clock, hosts: [tlsHost] })
  const tls = { ...server, clientAuthorityPems: await loadClientAuthorities(config, laid) }
  const plain = await prepareListener({ host: config.host, port: config.port })
  undo.push(() => plain.drain({ graceMs: 0 }))
  const secure = await prepareListener({ host: config.host, port: config.tlsPort, tls })
  undo.push(() => secure.drain({ graceMs: 0 }))
  const urls = publicAddresses(config, { port: plain.port, tlsPort: secure.port })
  const isNamed = config.publicUrl !== undefined
  return {
    addresses: {
      ...urls,
      own: createOwnAddresses({ ...urls, isNamed, listensOn: config.host }),
      ownOrigin: originOf(config.host, plain.port),
      caPem,
    },
    listeners: [plain, secure],
  }
}

/** Whose client certificates count. Loaded with the sandbox alone: there is no test authority without it. */
async function loadClientAuthorities(
  { roles }: Config,
  { keys, clock }: Pick<Ground, 'keys' | 'clock'>,
): Promise<readonly string[]> {
  if (!roles.includes('sandbox')) return []
  const { loadClientAuthority } = await import('#src/adapters/certificates/client-authority.ts')
  return (await loadClientAuthority({ keys, clock })).trustedPems
}

/** First we say that we leave, and serve on until every proxy has heard it; then callers are asked to close; then it ends. */
async function drain({ config, life }: Ground, listeners: readonly Listener[]) {
  life.isDraining = true
  const { drainSeconds } = config
  if (drainSeconds > 0) await setTimeout(drainSeconds * secondMs)
  const times = { lingerMs: drainSeconds > 0 ? lingerMs : 0, graceMs }
  await Promise.all(listeners.map((listener) => listener.drain(times)))
}

/** An address that means every interface is reached by loopback. */
function originOf(host: string, port: number): string {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}
