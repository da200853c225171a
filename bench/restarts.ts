/**
 * Counts what callers lose while two processes restart in turn behind a real proxy (`npm run bench:restarts`, with the
 * names of proxies for some of them). CALLS is how many calls each proxy passes on at least, FIRST_PORT where its own
 * ten ports begin. Exits with 1 when a call was lost.
 */
import 'reflect-metadata' // x509 needs it loaded first
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'
import { connect } from '../test/consent-flow.ts'
import { basic, bearer, createApp, signUp } from '../test/developer.ts'
import { startPostgres } from '../test/postgres.ts'
import type { RegisteredApp } from '../test/developer.ts'
import type { TestPostgres } from '../test/postgres.ts'
import { spawnPortico } from '../test/spawn-portico.ts'
import type { SpawnedPortico } from '../test/spawn-portico.ts'
import { proxyNames, startProxy, versionOf } from './proxies.ts'
import type { ProxyName, ProxyPlace } from './proxies.ts'
import { callSteadily } from './steady-caller.ts'
import type { SteadyCall } from './steady-caller.ts'

const callsMin = Number(process.env['CALLS'] ?? 50_000)
const firstPort = Number(process.env['FIRST_PORT'] ?? 21_540)
const connections = 32
const drainSeconds = '4'
/** A check's interval and some, so that the proxy sends calls to the one before the other one leaves. */
const settleMs = 3_000
const restartsMin = Number(process.env['RESTARTS'] ?? 4)
const host = 'developer.bank.example' // as printed in the configurations

const wish = {
  access: { allPsd2: 'allAccounts' },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
}

const tokenPath = '/sandbox/oauth/token'
const tokenForm = 'grant_type=client_credentials&scope=xs2a'

const say = (text: string) => process.stdout.write(`${text}\n`)
const endings: (() => unknown)[] = []
const whenOver = { after: (end: unknown) => void endings.push(end as () => unknown) } // spawnPortico hands in a plain function

/** Everything that lasts over all proxies: the store, an app with its tokens, a certificate, places. */
interface Scene {
  readonly place: ProxyPlace
  readonly certificate: string
  readonly environment: Readonly<Record<string, string>>
  readonly calls: readonly SteadyCall[]
}

async function setScene(postgres: TestPostgres): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-restarts-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const certificate = await writeCertificate(folder)
  const environment = {
    DATABASE_URL: await postgres.url('bench_restarts'),
    PORTICO_SECRET: randomBytes(48).toString('base64'),
    PORTICO_DATA: folder,
    LOG_LEVEL: 'error',
  }
  const calls = await prepareCalls(environment)
  const [port, tlsPort] = [firstPort, firstPort + 1]
  const processes = [2, 4].map((offset) => ({
    port: firstPort + offset,
    tlsPort: firstPort + offset + 1,
  }))
  return { place: { folder, port, tlsPort, processes }, certificate, environment, calls }
}

async function writeCertificate(folder: string): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${host}`,
    keys,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
  })
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const body = der.toString('base64').replaceAll(/(.{64})/gu, '$1\n')
  const key = `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`
  const certificate = `${made.toString('pem')}\n`
  writeFileSync(join(folder, 'fullchain.pem'), certificate)
  writeFileSync(join(folder, 'privkey.pem'), key)
  writeFileSync(join(folder, 'combined.pem'), certificate + key)
  return certificate
}

/** A process of the same store that is its own address: there an app gets its consent and tokens. */
async function prepareCalls(environment: Readonly<Record<string, string>>): Promise<SteadyCall[]> {
  const own = { ...environment, PORT: '0', TLS_PORT: '0', PORTICO_RATE_LIMITS: 'off' }
  const server = await spawnPortico(whenOver, { environment: own })
  const app = await createApp(server.url, await signUp(server.url))
  const { accessToken } = await connect(server.url, app)
  const token = await clientToken(server.url, app)
  server.signal('SIGTERM')
  await server.finished
  const read: SteadyCall = {
    method: 'GET',
    path: '/sandbox/psd2/v1/accounts',
    headers: { ...bearer(accessToken), 'psu-ip-address': '192.0.2.1' },
  }
  const browse: SteadyCall = { method: 'GET', path: '/api/v1/products', headers: {} }
  const write: SteadyCall = {
    method: 'POST',
    path: '/sandbox/psd2/v1/consents',
    headers: {
      ...bearer(token),
      'psu-ip-address': '192.0.2.1',
      'tpp-redirect-uri': app.redirectUri,
      'content-type': 'application/json',
    },
    body: JSON.stringify(wish),
  }
  // Nothing makes it safe to send again: what a proxy cannot pass on is lost.
  const once: SteadyCall = {
    method: 'POST',
    path: tokenPath,
    headers: { ...basic(app), 'content-type': 'application/x-www-form-urlencoded' },
    body: tokenForm,
  }
  return [read, read, read, write, read, browse, read, once]
}

async function clientToken(url: string, app: RegisteredApp): Promise<string> {
  const headers = { ...basic(app), 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(`${url}${tokenPath}`, { method: 'POST', headers, body: tokenForm })
  const { access_token: token } = (await answer.json()) as { access_token: string } // RFC 6749 §5.1
  return token
}

function startProcess({ place, environment }: Scene, index: number): Promise<SpawnedPortico> {
  const own = place.processes[index]
  if (!own) throw new Error('there are two processes')
  return spawnPortico(whenOver, {
    listensAt: `http://127.0.0.1:${own.port}`,
    environment: {
      ...environment,
      PORT: String(own.port),
      TLS_PORT: String(own.tlsPort),
      PUBLIC_URL: `https://${host}`,
      PUBLIC_TLS_URL: 'https://mtls.bank.example:8443',
      SMTP_URL: 'smtp://127.0.0.1:9',
      TRUSTED_PROXIES: '127.0.0.1/32',
      DRAIN_SECONDS: drainSeconds,
    },
  })
}

/** Restarts one after the other until enough calls have been made; answers how often. */
async function restartInTurn(
  scene: Scene,
  servers: SpawnedPortico[],
  isEnough: () => boolean,
): Promise<number> {
  let restarts = 0
  await pause(settleMs)
  while (restarts < restartsMin || !isEnough()) {
    const index = restarts % servers.length
    const leaving = servers[index]
    leaving?.signal('SIGTERM')
    await leaving?.finished
    servers[index] = await startProcess(scene, index)
    restarts += 1
    await pause(settleMs)
  }
  return restarts
}

/** Answers how many calls were lost. */
async function storm(name: ProxyName, scene: Scene): Promise<number> {
  const servers = await Promise.all([startProcess(scene, 0), startProcess(scene, 1)])
  const proxy = startProxy(name, scene.place)
  await pause(settleMs)
  const startedAt = performance.now()
  const { port } = scene.place
  const { certificate: ca, calls } = scene
  const caller = callSteadily({ port, servername: host, ca, connections, calls })
  const { counted } = caller
  const restarts = await restartInTurn(scene, servers, () => counted.calls >= callsMin)
  await caller.stop()
  const seconds = (performance.now() - startedAt) / 1_000
  await proxy.stop()
  for (const server of servers) server.signal('SIGKILL')
  await Promise.all(servers.map(({ finished }) => finished))
  const outcomes = [...counted.outcomes].toSorted(([one], [other]) => one.localeCompare(other))
  const lost = outcomes.reduce((sum, [outcome, n]) => sum + (outcome.startsWith('2') ? 0 : n), 0)
  say(`\n${name} (${versionOf(name)})`)
  say(`  ${restarts} restarts in ${seconds.toFixed(0)} s, DRAIN_SECONDS=${drainSeconds}`)
  say(`  ${counted.calls} calls, ${counted.writes} of them writes; ${lost} lost`)
  say(`  ${outcomes.map(([outcome, n]) => `${outcome}: ${n}`).join(', ')}`)
  for (const line of counted.dropped) say(`    ${line}`)
  if (lost > 0) say(proxy.output())
  return lost
}

const wanted = process.argv.slice(2)
const postgres = await startPostgres()
endings.push(() => postgres.stop())
try {
  const scene = await setScene(postgres)
  let lost = 0
  for (const name of proxyNames.filter((one) => wanted.length === 0 || wanted.includes(one))) {
    if (versionOf(name) === undefined) say(`\n${name} is not installed: left out`)
    else lost += await storm(name, scene)
  }
  process.exitCode = lost === 0 ? 0 : 1
} finally {
  for (const end of endings.toReversed()) await end()
}
