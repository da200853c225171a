/** `build`: builds the web app when its sources are not those of the last build. An installed package without sources is taken as it is. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { RefusedError } from '#src/kit/refused-error.ts'
import { packageRoot } from './command.ts'
import type { Command } from './command.ts'

/** What the built app depends on, from the root of the package. */
const sources = ['web', 'content', 'package-lock.json']
const generatedFolders = new Set(['build', 'node_modules', '.react-router'])

export const build: Command = async ({ print }) => {
  const outcome = await ensureBuilt(packageRoot, print)
  if (outcome === 'fresh') print('The web app is already built from these sources.')
  return 0
}

/** Builds when needed; `installed` means there are no sources to build from. */
export async function ensureBuilt(
  root: string,
  print: (line: string) => void,
): Promise<'built' | 'fresh' | 'installed'> {
  if (!existsSync(join(root, 'web/react-router.config.ts'))) return 'installed'
  const stampFile = join(root, 'web/build/stamp')
  const stamp = await hashSources(root, sources)
  const isWhole = existsSync(join(root, 'web/build/server'))
  if (isWhole && (await readStamp(stampFile)) === stamp) return 'fresh'
  print('Building the web app: its sources are new or have changed ...')
  await runBuilder(root)
  await mkdir(join(root, 'web/build'), { recursive: true })
  await writeFile(stampFile, stamp)
  return 'built'
}

/** One hash over names and bytes of all source files. */
export async function hashSources(root: string, names: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of await listFiles(root, names)) {
    const bytes = await readFile(join(root, path))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

async function listFiles(root: string, names: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const name of names.filter((candidate) => existsSync(join(root, candidate)))) {
    const entries = name.includes('.')
      ? []
      : await readdir(join(root, name), { recursive: true, withFileTypes: true })
    if (name.includes('.')) files.push(name)
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name)
        .slice(root.length)
        .replace(/^[/\\]/u, '')
      const isGenerated = path.split(sep).some((part) => generatedFolders.has(part))
      if (entry.isFile() && !isGenerated) files.push(path)
    }
  }
  return files.toSorted()
}

async function readStamp(file: string): Promise<string | undefined> {
  return existsSync(file) ? await readFile(file, 'utf8') : undefined
}

/** Runs the local builder on this very Node; its output is shown only when it fails. */
async function runBuilder(root: string): Promise<void> {
  const binary = join(root, 'node_modules/.bin/react-router')
  if (!existsSync(binary)) {
    throw new RefusedError(
      'The web app must be built, but its builder is not installed. Write: npm ci',
    )
  }
  const output: Buffer[] = []
  const child = spawn(process.execPath, [binary, 'build'], {
    cwd: join(root, 'web'),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code === 0) return
  throw new RefusedError(
    `The web app could not be built:\n${Buffer.concat(output).toString('utf8').trim()}`,
  )
}
