/** Runs all tests (`npm test`): one PostgreSQL for everybody, the web app built once, then the checks and every test file. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { listFiles, root } from '../checks/source-files.ts'
import { sharedServerVariable, startPostgres } from './postgres.ts'

/** Run by .ci/run, because they take minutes. */
const longFolders = ['test/chaos/', 'test/package/']
const concurrency = 2

async function run(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, words, { cwd: root, stdio: 'inherit', env: environment })
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1 // ended by a signal: failed
}

function chooseFiles(words: readonly string[]): string[] {
  if (words.length > 0) return listFiles(...words).filter((path) => path.endsWith('.test.ts'))
  return listFiles('*.test.ts').filter(
    (path) => !isChecked(path) && !longFolders.some((folder) => path.startsWith(folder)),
  )
}

async function main(words: readonly string[]): Promise<number> {
  const built = await run([join('src', 'cli', 'portico.ts'), 'build'], process.env)
  if (built !== 0) return built
  const checked = words.length > 0 ? 0 : await run([join('checks', 'run.ts')], process.env)
  const files = chooseFiles(words)
  if (files.length === 0) throw new Error(`no test file lies under ${words.join(', ')}`)
  const postgres = await startPostgres()
  try {
    const environment = { ...process.env, [sharedServerVariable]: postgres.adminUrl }
    const options = ['--test', `--test-concurrency=${concurrency}`, '--test-reporter=spec']
    const tested = await run([...options, ...files], environment)
    if (checked !== 0) process.stderr.write('the checks before the tests failed: see above\n')
    return tested === 0 ? checked : tested
  } finally {
    await postgres.stop()
  }
}

/** The checks' own tests have run as part of the checks. */
function isChecked(path: string): boolean {
  return path.startsWith('checks/')
}

process.exitCode = await main(process.argv.slice(2))
