/** A real Chromium from an npm package, for tests that look at pages as a person does. It downloads nothing. */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import type { TestContext } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { inflate } from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const launchWithinMs = 60_000
const actionWithinMs = 15_000

let running: Promise<Browser> | undefined
after(async () => (await running)?.close()) // here, at the top, it belongs to the file and not to one test

export interface PageOptions {
  readonly hasScript?: boolean
  readonly width?: number
  readonly language?: string
  readonly colorScheme?: 'light' | 'dark'
}

/** A page in a context of its own; it goes with the test. `requests` lists every address it asked for. */
export async function openPage(
  t: TestContext,
  options: PageOptions = {},
): Promise<{ page: Page; context: BrowserContext; requests: string[] }> {
  const browser = await sharedBrowser()
  const context = await browser.newContext({
    javaScriptEnabled: options.hasScript ?? true,
    viewport: { width: options.width ?? 1_280, height: 800 },
    locale: options.language ?? 'en-GB',
    colorScheme: options.colorScheme ?? 'light',
  })
  t.after(() => context.close())
  context.setDefaultTimeout(actionWithinMs)
  const requests: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  return { page: await context.newPage(), context, requests }
}

function sharedBrowser(): Promise<Browser> {
  running ??= launch()
  return running
}

async function launch(): Promise<Browser> {
  const folder = await unpack()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    // as root the sandbox cannot start; shared memory is small in containers
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--hide-scrollbars'],
    timeout: launchWithinMs,
    env: {
      ...definedEnvironment(),
      LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(':'),
    },
  })
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}

/** Unpacks the browser once for all processes: into a directory of its own, put in place by one rename. */
async function unpack(): Promise<string> {
  const packed = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'bin')
  const { version } = JSON.parse(readFileSync(join(packed, '../package.json'), 'utf8')) as {
    version: string // every package has one
  }
  const folder = join(tmpdir(), `portico-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(join(folder, 'chromium'))) return folder
  const fresh = mkdtempSync(join(tmpdir(), 'portico-chromium-new-'))
  const program = brotliDecompressSync(readFileSync(join(packed, 'chromium.br')))
  writeFileSync(join(fresh, 'chromium'), program, { mode: 0o755 })
  await inflateInto(fresh, join(packed, 'al2023.tar.br')) // libraries that a bare machine may lack
  try {
    renameSync(fresh, folder)
  } catch {
    rmSync(fresh, { recursive: true, force: true }) // another process was first
  }
  return folder
}

/** The package unpacks into the temporary directory of the process, so that is pointed elsewhere meanwhile. */
async function inflateInto(folder: string, archive: string): Promise<void> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    await inflate(archive)
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
