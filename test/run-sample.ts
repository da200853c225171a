/** Runs a code sample of the reference as a reader would, in a process of its own. It changes nothing in the sample. */
import { execFile } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { TestContext } from 'node:test'
import { promisify } from 'node:util'
import { temporaryDirectory } from './harness.ts'

export interface Sample {
  readonly language: 'curl' | 'typescript'
  readonly text: string
}

/** What the sample prints. */
export async function runSample(
  t: TestContext,
  sample: Sample,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = await temporaryDirectory(t)
  // uuidgen is not on every machine that runs tests
  const tool = join(folder, 'uuidgen')
  await writeFile(tool, `#!/bin/sh\nexec "${process.execPath}" -p 'crypto.randomUUID()'\n`)
  await chmod(tool, 0o755)
  const script = join(folder, 'sample.mts')
  await writeFile(script, sample.text)
  const PATH = `${folder}${delimiter}${process.env['PATH'] ?? ''}`
  const [program, parameters] =
    sample.language === 'curl' ? ['sh', ['-e', script]] : [process.execPath, [script]]
  const { stdout } = await promisify(execFile)(program, parameters, {
    env: { ...environment, PATH },
  })
  return stdout
}
