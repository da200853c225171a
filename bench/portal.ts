/** Measures the portal's pages as a stranger gets them: bytes on the wire and server time, with a small pack and with one of 500 products. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { median } from './load.ts'

const pack = join(import.meta.dirname, '../banks/norrsken')
const times = 21

/** Bytes as they come over the wire, and milliseconds to the last of them. */
function fetchOnce(url: string): Promise<{ bytes: number; ms: number }> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'br' }
    const asked = request(url, { headers }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('end', () => {
        if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`))
        resolve({ bytes, ms: performance.now() - startedAt })
      })
    })
    asked.once('error', reject).end()
  })
}

async function measurePage(url: string): Promise<{ bytes: number; ms: number }> {
  await fetchOnce(url)
  const found: { bytes: number; ms: number }[] = []
  for (let turn = 0; turn < times; turn += 1) found.push(await fetchOnce(url))
  return { bytes: found[0]?.bytes ?? 0, ms: median(found.map(({ ms }) => ms)) }
}

/** The stylesheets that a page names. */
async function stylesOf(base: string): Promise<string[]> {
  const html = await (await fetch(base)).text()
  return Array.from(html.matchAll(/rel="stylesheet" href="([^"]+)"/gu), ([, href = '']) => href)
}

/** Prints one line per page; `say` writes it. */
export async function measurePortal(base: string, say: (line: string) => void): Promise<void> {
  const pages = {
    home: '/',
    catalogue: '/apis',
    'a product': '/apis/exchange-rates',
    'an operation': '/apis/account-information/1.3/getTransactionList',
    'whole XS2A reference': '/apis/account-information/1.3',
    'a guide': '/guides/how-it-works',
    questions: '/sv/faq',
    'test data': '/test-data',
    'an error': '/errors/FORMAT_ERROR',
    contact: '/contact',
  }
  for (const [name, path] of Object.entries(pages)) {
    const { bytes, ms } = await measurePage(base + path)
    say(`  ${name}: ${(bytes / 1024).toFixed(1)} kB, ${ms.toFixed(1)} ms`)
  }
  let styles = 0
  for (const href of await stylesOf(base)) styles += (await fetchOnce(base + href)).bytes
  say(`  stylesheets: ${(styles / 1024).toFixed(1)} kB`)
  const search = await measurePage(`${base}/api/v1/search?q=consent&language=en`)
  say(`  search: ${search.ms.toFixed(1)} ms`)
}

/** A copy of the pack with so many products that most are copies of one; answers the folder for PORTICO_BANKS. */
export function writeLargePack(products: number): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'portico-bench-banks-'))
  const target = join(folder, 'norrsken')
  cpSync(pack, target, { recursive: true })
  const file = join(target, 'products.yaml')
  // The pack's own file, which its loader holds to a schema.
  const own = parse(readFileSync(file, 'utf8')) as { products: { id: string }[] }
  const [template] = own.products.filter(({ id }) => id === 'branches')
  if (!template) throw new Error('the pack has no product to copy')
  while (own.products.length < products) {
    const id = `branches-${own.products.length}`
    own.products.push({ ...template, id })
    cpSync(join(target, 'products', 'branches'), join(target, 'products', id), { recursive: true })
  }
  writeFileSync(file, stringify(own, { aliasDuplicateObjects: false }))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** What a page costs does not depend on how much else is on offer. */
export async function measureCatalogue(base: string, say: (line: string) => void): Promise<void> {
  for (const path of ['/apis/branches', '/apis/branches/1/listBranches']) {
    const { ms } = await measurePage(base + path)
    say(`  ${path}: ${ms.toFixed(1)} ms`)
  }
}
