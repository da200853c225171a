/** The examinations behind the doctor, in the order in which they are told. To have more examined, add to the list. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { lockDataDirectory } from '#src/adapters/database/embedded-lock.ts'
import type { Config } from '#src/config/config.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Examination, Finding } from './examinations/finding.ts'
import { examineMail } from './examinations/mail.ts'
import { examineProxies } from './examinations/proxies.ts'
import { examineServer } from './examinations/server.ts'
import { examineStore, settle } from './examinations/store.ts'
import {
  examineBank,
  examineNode,
  examinePorts,
  examineSafety,
} from './examinations/surroundings.ts'

const examinations: readonly Examination[] = [
  examineNode,
  examineBank,
  examineSafety,
  examineProxies,
  examineServer,
  examineStore,
  examinePorts,
  examineMail,
]

/** Looks at everything a start needs. */
export async function examine(config: Config): Promise<Finding[]> {
  const scene = { config, isRunning: isServerRunning(config) }
  const findings: Finding[] = []
  for (const look of examinations) findings.push(...(await settle(() => look(scene))))
  return findings
}

function isServerRunning(config: Config): boolean {
  if (config.databaseUrl || !existsSync(join(config.dataDirectory, 'server.lock'))) return false
  try {
    lockDataDirectory(config.dataDirectory).release()
    return false
  } catch (error) {
    if (error instanceof RefusedError) return true
    throw error
  }
}
