/**
 * Measures how long any one anonymous request holds the serving thread, over all pages and operations of a pack, and what
 * a flood of them costs the dedicated interface. A request's hold is the smaller of the longest silence of the thread and
 * of what it computed, so that other work on the machine is not charged to it.
 */
import { request } from 'node:http'
import { join } from 'node:path'
import { loadContract } from '../src/edge/http/contract.ts'
import { heavyForm, heavyJson, heavyYaml, sendHeavy } from '../test/heavy-bodies.ts'
import type { HeavyBody } from '../test/heavy-bodies.ts'
import type { Held } from './thread-probe.ts'

export interface Asked {
  readonly name: string
  readonly url: string
  readonly method: string
  readonly body?: HeavyBody
}

export interface Hold extends Asked {
  readonly ms: number
}

const usualMax = 64 * 1024
const testDataMax = 1024 * 1024
const worstShown = 8

/** Everything that a stranger may ask, the first drawing of each page before its second. */
export async function listAnonymous(url: string): Promise<Asked[]> {
  const get = (path: string): Asked => ({ name: `GET ${path}`, url: url + path, method: 'GET' })
  const sitemap = await (await fetch(`${url}/sitemap.xml`)).text()
  const pages = Array.from(
    sitemap.matchAll(/<loc>([^<]+)</gu),
    ([, page = '']) => new URL(page).pathname,
  )
  const versions = pages.filter((page) => /^\/apis\/[^/]+\/[^/]+$/u.test(page))
  const files = versions.flatMap((page) =>
    ['openapi', 'openapi-3.0', 'swagger-2.0'].flatMap((name) =>
      ['json', 'yaml'].map((ending) => `${page}/${name}.${ending}`),
    ),
  )
  const own = [
    '/nothing',
    '/sv/nothing',
    '/search?q=consent',
    '/search?q=a',
    '/contact?topic=x',
    '/sign-in',
    '/mailbox',
    '/sitemap.xml',
    '/ca.pem',
    '/api/v1/openapi.json',
    '/sandbox/approve/x',
    '/sandbox/oauth/authorize?client_id=x',
    '/sandbox/oauth/.well-known/openid-configuration',
    '/sandbox/oauth/jwks',
    '/api/v1/search?q=account&language=en',
  ]
  const asked = [...versions, ...files, ...pages, ...own].map(get)
  return [...asked, ...(await listOperations(url, versions)), ...listForms(url)]
}

/** Every operation of the contracts with the largest bodies it takes. */
async function listOperations(url: string, versions: readonly string[]): Promise<Asked[]> {
  const [, , product = 'x', version = 'x'] = versions[0]?.split('/') ?? []
  const all: Asked[] = []
  for (const [file, base] of [
    ['portal', ''],
    ['world', ''],
    ['xs2a', '/sandbox/psd2'],
  ] as const) {
    const contract = await loadContract(join(import.meta.dirname, `../openapi/${file}.yaml`))
    for (const { method, path, body } of contract.operations) {
      const place = path
        .replace('{productId}', product)
        .replace('{version}', version)
        .replaceAll(/\{[^}]+\}/gu, 'x')
      const address = { method, url: url + (base === '' ? contract.basePath : base) + place }
      const types = body?.mediaTypes ?? []
      const max = types.some((type) => type.endsWith('yaml')) ? testDataMax : usualMax
      const bodies = types.flatMap((type) =>
        type.endsWith('yaml') ? heavyYaml(max) : heavyJson(max, type),
      )
      all.push({ ...address, name: `${method} ${place}` })
      for (const one of bodies)
        all.push({ ...address, name: `${method} ${place} ${one.name}`, body: one })
    }
  }
  return all
}

function listForms(url: string): Asked[] {
  const paths = [
    '/sandbox/oauth/token',
    '/sandbox/oauth/introspect',
    '/sandbox/oauth/bc-authorize',
    '/sandbox/approve/x',
    '/sign-in',
    '/sign-up',
    '/contact',
    '/apps/x/world/test-data',
    '/nothing',
  ]
  return paths.flatMap((path) =>
    heavyForm(usualMax - 1_024).map((body) => ({
      name: `POST ${path} ${body.name}`,
      url: url + path,
      method: 'POST',
      body,
    })),
  )
}

async function ask({ url, method, body }: Asked): Promise<void> {
  if (body) await sendHeavy({ url, method, body })
  else await getAll(url)
}

function getAll(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'accept-encoding': 'br',
      'x-request-id': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721',
    }
    const asked = request(url, { headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
    })
    asked.once('error', reject).end()
  })
}

/** One after the other, each measured alone; prints the worst. */
export async function measureHolds(
  place: { readonly url: string; readonly probe: string; readonly name: string },
  say: (line: string) => void,
): Promise<void> {
  const asked = await listAnonymous(place.url)
  const holds: Hold[] = []
  for (const one of asked) {
    await readProbe(place.probe)
    await ask(one)
    const { longestMs, computedMs } = await readProbe(place.probe)
    holds.push({ ...one, ms: Math.min(longestMs, computedMs) })
  }
  holds.sort((one, other) => other.ms - one.ms)
  const over = holds.filter(({ ms }) => ms > 50).length
  say(
    `\n${place.name}: ${holds.length} anonymous requests, ${over} hold the thread longer than 50 ms; the worst:`,
  )
  for (const { name, ms } of holds.slice(0, worstShown))
    say(`  ${ms.toFixed(1).padStart(7)} ms  ${name}`)
}

async function readProbe(probe: string): Promise<Held> {
  return (await (await fetch(probe)).json()) as Held // what the probe sends
}

export interface Flood {
  readonly url: string
  /** The read of the dedicated interface that is measured meanwhile. */
  readonly read: { readonly url: string; readonly headers: Readonly<Record<string, string>> }
  readonly seconds: number
}

const readsPerSecond = 100
const floodPerSecond = 200

/** p95 of a read of the interface, quiet and while strangers ask for everything at a steady rate; in turn. */
export async function measureFlood(flood: Flood, say: (line: string) => void): Promise<void> {
  const asked = (await listAnonymous(flood.url)).filter(
    ({ body }) => (body?.text.length ?? 0) <= usualMax,
  )
  let next = 0
  const strange = () => {
    const one = asked[(next = (next + 7) % asked.length)]
    return one ? ask(one).catch(() => undefined) : Promise.resolve()
  }
  const rows: { quiet: number; flooded: number }[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const quiet = await readSteadily(flood)
    const stop = steadily(floodPerSecond, strange)
    const flooded = await readSteadily(flood)
    await stop()
    rows.push({ quiet, flooded })
  }
  for (const { quiet, flooded } of rows)
    say(
      `  p95 quiet ${quiet.toFixed(2)} ms, with ${floodPerSecond} anonymous requests a second ${flooded.toFixed(2)} ms, ratio ${(flooded / quiet).toFixed(1)}`,
    )
}

async function readSteadily({ read, seconds }: Flood): Promise<number> {
  const times: number[] = []
  const stop = steadily(readsPerSecond, async () => {
    const startedAt = performance.now()
    const answer = await fetch(read.url, { headers: read.headers })
    await answer.arrayBuffer()
    if (answer.status === 200) times.push(performance.now() - startedAt)
  })
  await new Promise((done) => setTimeout(done, seconds * 1_000))
  await stop()
  times.sort((one, other) => one - other)
  return times[Math.floor(times.length * 0.95)] ?? Number.NaN
}

/** Begins so many a second, whether the ones before have ended or not. */
function steadily(perSecond: number, begin: () => Promise<unknown>): () => Promise<void> {
  const running = new Set<Promise<unknown>>()
  const startedAt = performance.now()
  let begun = 0
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1_000) * perSecond
    for (; begun < due; begun += 1) {
      const one = begin().finally(() => running.delete(one))
      running.add(one)
    }
  }, 5)
  return async () => {
    clearInterval(timer)
    await Promise.all(running)
  }
}
