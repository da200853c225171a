/** Examines what is around the store: Node, the bank pack with its texts, dangers in the settings, ports. It changes nothing. */
import { existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { loadBankPack } from '#src/adapters/bank-pack/load-bank-pack.ts'
import { secretFileOf } from '#src/app/secret-file.ts'
import { openTexts } from '#src/app/texts.ts'
import { bankFolderOf } from '#src/config/bank-folder.ts'
import { isLocal, isOpenUnnamed } from '#src/config/config.ts'
import { isLoopbackHost } from '#src/config/loopback.ts'
import { repeatedIn } from '#src/domain/developers/password-stem.ts'
import { packageRoot } from '../command.ts'
import type { Examination, Finding } from './finding.ts'

const nodeMajorMin = 26
const othersMayRead = 0o077

export const examineNode: Examination = () => {
  const isFit = Number(process.versions.node.split('.')[0]) >= nodeMajorMin
  if (isFit) return [{ state: 'fine', text: `Node ${process.versions.node}` }]
  const text = `Node ${process.versions.node} is too old; Portico needs ${nodeMajorMin}. Start it with npm start.`
  return [{ state: 'stops', text }]
}

/** Reads the pack as a start does, with the documents of its products and the texts of the portal. */
export const examineBank: Examination = async ({ config }) => {
  const folder = bankFolderOf(config, packageRoot)
  if (!existsSync(folder)) {
    const text = `There is no bank pack ${folder}. Set PORTICO_BANK, or PORTICO_BANKS, to one that exists.`
    return [{ state: 'stops', text }]
  }
  const pack = await loadBankPack(folder)
  if (config.roles.includes('portal'))
    await openTexts({ packageRoot, bankFolder: folder, pack, publicUrl: 'http://127.0.0.1' })
  return [{ state: 'fine', text: `Bank pack ${config.bank}, ${pack.products.length} products` }]
}

/** Each danger with whether it is there. */
export const examineSafety: Examination = ({ config }) => {
  const { host, publicUrl, metricsPort } = config
  const isOpen = !isLoopbackHost(host)
  const secretFile = secretFileOf(config.dataDirectory)
  const dangers: [boolean, Finding['state'], string][] = [
    [
      isOpenUnnamed(config),
      'unsafe',
      `Other machines reach HOST ${host}, but PUBLIC_URL is not set: links and mails name 127.0.0.1, and passwords are readable on the way. Set PUBLIC_URL, or HOST=127.0.0.1.`,
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
      `Notifications may reach more than public addresses on port 443: ${config.outboundAllow.join(', ')}. Every caller may aim them there.`,
    ],
    [
      config.secret !== undefined && isGuessable(config.secret.reveal()),
      'unsafe',
      'PORTICO_SECRET is easy to guess: it repeats itself or has few different characters. Write: npm run portico -- secret rotate, with the output of openssl rand -base64 48 as PORTICO_NEW_SECRET.',
    ],
    [
      isReadableByOthers(secretFile),
      'unsafe',
      `Other accounts may read ${secretFile}. Write: chmod 600 ${secretFile}`,
    ],
  ]
  return dangers.filter(([isThere]) => isThere).map(([, state, text]) => ({ state, text }))
}

const differentMin = 8

/** What random bytes never look like, in whatever alphabet they are written. */
function isGuessable(secret: string): boolean {
  return new Set(secret).size < differentMin || repeatedIn(secret) !== undefined
}

function isReadableByOthers(file: string): boolean {
  return existsSync(file) && (statSync(file).mode & othersMayRead) !== 0
}

export const examinePorts: Examination = async ({ config, isRunning }) => {
  if (isRunning) {
    const text = `A Portico server is running on ${config.dataDirectory}; its ports are its own.`
    return [{ state: 'note', text }]
  }
  const ports = { PORT: config.port, TLS_PORT: config.tlsPort, METRICS_PORT: config.metricsPort }
  const found: Finding[] = []
  for (const [name, port] of Object.entries(ports)) {
    if (port === undefined) continue
    const problem = await tryPort(config.host, port)
    const text = `${name} ${port} on ${config.host} cannot be had (${problem}). Set ${name} to another number.`
    found.push(
      problem === undefined
        ? { state: 'fine', text: `${name} ${port} is free` }
        : { state: 'stops', text },
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
