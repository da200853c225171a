/** The files that the customer's pages load: style, the one script, fonts. Read once at the start; it serves nothing itself. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** One file as it is sent. */
export interface CustomerAsset {
  readonly contentType: string
  readonly body: Buffer
}

const woff2 = 'font/woff2'
const files: readonly {
  readonly path: string
  readonly source: string
  readonly contentType: string
}[] = [
  { path: 'customer.css', source: './assets/customer.css', contentType: 'text/css; charset=utf-8' },
  {
    path: 'waiting.js',
    source: './assets/waiting.js',
    contentType: 'text/javascript; charset=utf-8',
  },
  ...['geist-latin-wght-normal.woff2', 'geist-latin-ext-wght-normal.woff2'].map((file) => ({
    path: file,
    source: `@fontsource-variable/geist/files/${file}`,
    contentType: woff2,
  })),
  {
    path: 'geist-mono-latin-wght-normal.woff2',
    source: '@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
    contentType: woff2,
  },
]

/** All files by their path, for instance `/customer-assets/customer.css`. */
export async function listCustomerAssets(): Promise<ReadonlyMap<string, CustomerAsset>> {
  const entries = await Promise.all(
    files.map(async ({ path, source, contentType }) => {
      const body = await readFile(fileURLToPath(new URL(import.meta.resolve(source))))
      return [`/customer-assets/${path}`, { contentType, body }] as const
    }),
  )
  return new Map(entries)
}
