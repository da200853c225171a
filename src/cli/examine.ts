/** The examinations behind the doctor: each looks at one thing and says what it found. None changes anything. */
import { existsSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { lockDataDirectory } from '#src/adapters/database/embedded-lock.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { readStoreState } from '#src/adapters/database/store-state.ts'
import { openStore } from '#src/app/open-store.ts'
import type { OpenStore } from '#src/app/open-store.ts'
import { bankFolderOf } from '#src/config/bank-folder.ts'
import { isLocal } from '#src/config/config.ts'
import type { Config } from '#src/config/config.ts'
import { isLoopbackUrl } from '#src/config/loopback.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import { packageRoot } from './command.ts'

/** `stops` would refuse a start; `unsafe` would not, but should be put right before anyone else can reach Portico. */
export interface Finding {
  readonly state: 'fine' | 'note' | 'unsafe' | 'stops'
  readonly text: string
}

const nodeMajorMin = 26
const postgresMajorMin = 15
const mailTimeoutMs = 3_000
const othersMayRead = 0o077

/** Looks at everything a start needs. */
export async function examine(config: Config): Promise<Finding[]> {
  const isRunning = isServerRunning(config)
  return [
    examineNode(),
    examineBank(config),
    ...examineSafety(config),
    ...(await examineStore(config)),
    ...(await examinePorts(config, isRunning)),
    await examineMail(config),
  ]
}

function examineNode(): Finding {
  const isFit = Number(process.versions.node.split('.')[0]) >= nodeMajorMin
  if (isFit) return { state: 'fine', text: `Node ${process.versions.node}` }
  return {
    state: 'stops',
    text: `Node ${process.versions.node} is too old; Portico needs ${nodeMajorMin}. Start it with npm start.`,
  }
}

function examineBank(config: Config): Finding {
  const { bank } = config
  const folder = bankFolderOf(config, packageRoot)
  if (existsSync(folder)) return { state: 'fine', text: `Bank pack ${bank}` }
  return {
    state: 'stops',
    text: `There is no bank pack ${folder}. Set PORTICO_BANK, or PORTICO_BANKS, to one that exists.`,
  }
}

/** Each danger with whether it is there. */
function examineSafety(config: Config): Finding[] {
  const { host, publicUrl, metricsPort } = config
  const isOpen = !isLoopbackUrl(`http://${host.includes(':') ? `[${host}]` : host}`)
  const secretFile = join(config.dataDirectory, 'secret')
  const dangers: [boolean, Finding['state'], string][] = [
    [
      isOpen && isLocal(config) && !config.smtpUrl,
      'unsafe',
      `Other machines reach HOST ${host}, where the mailbox shows every mail. Set SMTP_URL, or HOST=127.0.0.1.`,
    ],
    [
      publicUrl !== undefined && publicUrl.startsWith('http:') && !isLocal(config),
      'unsafe',
      `PUBLIC_URL ${publicUrl} is not https: passwords and tokens would be readable on the way.`,
    ],
    [
      isOpen && metricsPort !== undefined,
      'unsafe',
      `Other machines reach METRICS_PORT ${metricsPort} on HOST ${host}. Keep it behind a firewall.`,
    ],
    [!config.hasRateLimits, 'note', 'Rate limits are off, which is meant for tests.'],
    [
      config.outboundAllow.length > 0,
      'note',
      `Notifications may reach private networks: ${config.outboundAllow.join(', ')}. Every caller may aim them there.`,
    ],
    [
      isReadableByOthers(secretFile),
      'unsafe',
      `Other accounts may read ${secretFile}. Write: chmod 600 ${secretFile}`,
    ],
  ]
  return dangers.filter(([isThere]) => isThere).map(([, state, text]) => ({ state, text }))
}

function isReadableByOthers(file: string): boolean {
  return existsSync(file) && (statSync(file).mode & othersMayRead) !== 0
}

async function examineStore(config: Config): Promise<Finding[]> {
  if (!config.databaseUrl && !existsSync(join(config.dataDirectory, 'portico.sqlite'))) {
    return [
      { state: 'note', text: `No store in ${config.dataDirectory} yet: the first start makes it.` },
    ]
  }
  try {
    const store = await openStore(config)
    try {
      return await examineOpenStore(config, store)
    } finally {
      await store.database.close()
    }
  } catch (error) {
    return [{ state: 'stops', text: messageOf(error) }]
  }
}

async function examineOpenStore(
  config: Config,
  { database, secret }: OpenStore,
): Promise<Finding[]> {
  const state = await readStoreState(database)
  const name = database.engine === 'sqlite' ? 'Embedded store' : `PostgreSQL ${state.postgresMajor}`
  const pending = state.pendingMigrations.length
  const found: Finding[] = [
    pending === 0
      ? { state: 'fine', text: `${name}, newest structure` }
      : {
          state: 'note',
          text: `${name}: the next start applies ${state.pendingMigrations.join(', ')}`,
        },
  ]
  if (state.postgresMajor !== undefined && state.postgresMajor < postgresMajorMin) {
    found.push({ state: 'stops', text: `Portico needs PostgreSQL ${postgresMajorMin} or later.` })
  }
  if (state.bank === undefined) return found
  if (state.bank !== config.bank) {
    found.push({
      state: 'stops',
      text: `The store belongs to the bank pack "${state.bank}". Set PORTICO_BANK=${state.bank}.`,
    })
  }
  await createSealedKeys({
    database,
    secret,
    clock: systemClock,
    random: systemRandom,
  }).assertSecretFits()
  return [...found, { state: 'fine', text: 'The secret fits the store' }]
}

function isServerRunning(config: Config): boolean {
  if (config.databaseUrl || !existsSync(join(config.dataDirectory, 'server.lock'))) return false
  try {
    lockDataDirectory(config.dataDirectory).release()
    return false
  } catch (error) {
    if (error instanceof RefusedError) return true
    throw error
  }
}

async function examinePorts(config: Config, isRunning: boolean): Promise<Finding[]> {
  if (isRunning) {
    return [
      {
        state: 'note',
        text: `A Portico server is running on ${config.dataDirectory}; its ports are its own.`,
      },
    ]
  }
  const ports = { PORT: config.port, TLS_PORT: config.tlsPort, METRICS_PORT: config.metricsPort }
  const found: Finding[] = []
  for (const [name, port] of Object.entries(ports)) {
    if (port === undefined) continue
    const problem = await tryPort(config.host, port)
    found.push(
      problem === undefined
        ? { state: 'fine', text: `${name} ${port} is free` }
        : {
            state: 'stops',
            text: `${name} ${port} on ${config.host} cannot be had (${problem}). Set ${name} to another number.`,
          },
    )
  }
  return found
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(error.message))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })
}

async function examineMail({ smtpUrl }: Config): Promise<Finding> {
  if (!smtpUrl) return { state: 'note', text: 'No mail server: mails are shown at /mailbox' }
  const { hostname, port, protocol } = new URL(smtpUrl.reveal())
  const number = Number(port) || (protocol === 'smtps:' ? 465 : 587)
  const problem = await tryConnect(hostname, number)
  if (problem === undefined)
    return { state: 'fine', text: `Mail server ${hostname}:${number} answers` }
  return {
    state: 'unsafe',
    text: `Mail server ${hostname}:${number} cannot be reached (${problem}). Mails wait in the outbox until it can.`,
  }
}

function tryConnect(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: mailTimeoutMs })
    const end = (problem?: string) => {
      socket.destroy()
      resolve(problem)
    }
    socket.once('connect', () => end())
    socket.once('timeout', () => end('no answer in time'))
    socket.once('error', (error) => end(error.message))
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
