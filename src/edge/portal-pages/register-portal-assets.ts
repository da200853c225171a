/** Stylesheet, fonts, brand, icon and script of the pages: all read at start, found by exact name, so that no path is ever built from a request. */
import { readFile, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

type Localized = Readonly<Record<'en' | 'sv', string>>

/** A test customer as the pages show one. */
export interface TestCustomerFacts {
  readonly id: string
  readonly name: string
  readonly testPersonalNumber: string
  readonly about: Localized
  readonly state: string
  readonly accounts: readonly Readonly<
    Record<'id' | 'iban' | 'currency' | 'name' | 'product' | 'status', string>
  >[]
}

type Shade = Readonly<{ light: string; dark: string }>

/** What the pages need of a bank pack. */
export interface PagesBank {
  readonly name: string
  readonly legalName: string
  readonly languages: readonly string[]
  readonly legalEntity: {
    readonly registrationNumber: string
    readonly address: readonly string[]
    readonly nationalAuthority: Localized
  }
  readonly isFictional?: Localized | undefined
  readonly testCustomers: readonly TestCustomerFacts[]
  readonly logoSvg: string
  readonly tokens: Readonly<Record<string, Shade>>
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
}

const shared = { 'x-content-type-options': 'nosniff' }
const forever = { ...shared, 'cache-control': 'public, max-age=31536000, immutable' }
const shortly = { ...shared, 'cache-control': 'public, max-age=300' }

export async function registerPortalAssets(
  fastify: FastifyInstance,
  { buildFolder, bank }: { buildFolder: string; bank: PagesBank },
): Promise<void> {
  const folder = join(buildFolder, 'client', 'assets')
  for (const name of await readdir(folder)) {
    const type = types[extname(name)]
    if (type === undefined) continue
    const content = await readFile(join(folder, name))
    fastify.get(`/assets/${name}`, (_request, reply) =>
      reply.headers(forever).type(type).send(content),
    )
  }
  const css = brandCss(bank.tokens)
  const icon = iconOf(bank)
  fastify.get('/assets/brand.css', (_request, reply) =>
    reply.headers(shortly).type('text/css; charset=utf-8').send(css),
  )
  // An SVG opened by itself is a document: it gets no rights at all.
  const iconHeaders = { ...shortly, 'content-security-policy': "default-src 'none'" }
  for (const url of ['/favicon.svg', '/favicon.ico'])
    fastify.get(url, (_request, reply) =>
      reply.headers(iconHeaders).type('image/svg+xml').send(icon),
    )
  for (const name of ['search.js', 'copy.js']) {
    const script = await readFile(new URL(`./assets/${name}`, import.meta.url))
    fastify.get(`/assets/${name}`, (_request, reply) =>
      reply.headers(shortly).type('text/javascript; charset=utf-8').send(script),
    )
  }
}

/** The pack's tokens as custom properties; `onAccent` is `--on-accent` in the stylesheet. */
function brandCss(tokens: PagesBank['tokens']): string {
  const lines = Object.entries(tokens).map(([name, { light, dark }]) => {
    const property = name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)
    return `--${property}:light-dark(${light},${dark});`
  })
  return `:root{${lines.join('')}}\n`
}

/** The logo on its own takes no colour from a page: the accent, readable on light and dark tabs alike, stands in. */
function iconOf({ logoSvg, tokens }: PagesBank): string {
  const accent = tokens['accent']?.light ?? '#0a6b59'
  const coloured = logoSvg
    .replaceAll('currentColor', accent)
    .replaceAll(/var\(--[\w-]+\)/gu, accent)
  if (coloured.includes('xmlns=')) return coloured
  return coloured.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
}
