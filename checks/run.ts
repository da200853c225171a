/** Runs every check of the house in one go (`npm run check`) and says at the end which failed. Changes nothing. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { listFiles, root } from './source-files.ts'

interface Check {
  readonly name: string
  readonly words: readonly string[]
  /** A place to look before it is a failure. */
  readonly isInformation?: boolean
}

const bin = (name: string) => join(root, 'node_modules/.bin', name)
const testFiles = listFiles('checks/*.test.ts')

const checks: readonly Check[] = [
  { name: 'types of the server', words: [bin('tsc'), '-p', 'tsconfig.json'] },
  { name: 'types of the web app', words: [bin('tsc'), '-p', 'tsconfig.web.json'] },
  { name: 'lint', words: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'format', words: [bin('oxfmt'), '--check'] },
  { name: 'dead files, exports and dependencies', words: [bin('knip'), '--no-progress'] },
  { name: 'duplication', words: [bin('jscpd'), 'src', 'web'], isInformation: true },
  {
    name: 'house rules',
    words: [process.execPath, '--test', '--test-reporter=spec', ...testFiles],
  },
]

const failed: string[] = []
for (const check of checks) {
  const [program = '', ...words] = check.words
  process.stdout.write(`\n— ${check.name}\n`)
  const { status } = spawnSync(program, words, { cwd: root, stdio: 'inherit' })
  if (status !== 0 && !check.isInformation) failed.push(check.name)
}
process.stdout.write(
  failed.length === 0 ? '\nevery check passed\n' : `\nchecks that failed: ${failed.join(', ')}\n`,
)
process.exitCode = failed.length === 0 ? 0 : 1
