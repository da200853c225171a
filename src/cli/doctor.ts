/** `doctor`: explains what is set, what is missing and what is unsafe. It changes nothing; exit code 1 when a start would be refused. */
import { ConfigError } from '#src/config/config-error.ts'
import { loadConfig } from '#src/config/config.ts'
import type { Config } from '#src/config/config.ts'
import { describeSettings } from '#src/config/describe.ts'
import type { Environment } from '#src/config/environment.ts'
import type { Command } from './command.ts'
import { examine } from './examine.ts'
import type { Finding } from './examinations/finding.ts'

const marks: Record<Finding['state'], string> = {
  fine: 'ok     ',
  note: 'note   ',
  unsafe: 'unsafe ',
  stops: 'STOPS  ',
}

export const doctor: Command = async ({ environment, print }) => {
  print('Settings')
  for (const line of describeSource(environment)) print(`  ${line}`)
  print('')
  print('Findings')
  const findings = await findAll(environment)
  for (const { state, text } of findings)
    print(`  ${marks[state]}${text.replaceAll('\n', '\n         ')}`)
  print('')
  const stops = findings.filter((finding) => finding.state === 'stops').length
  print(stops === 0 ? 'Nothing stops a start.' : `${stops} of them would stop a start.`)
  return stops === 0 ? 0 : 1
}

/** Every setting with its value and where that comes from. */
function describeSource(environment: Environment): string[] {
  const settings = describeSettings()
  const width = Math.max(...settings.map((setting) => setting.name.length)) + 2
  return settings.map(({ name, fallback, hasDefault, isSecret }) => {
    const given = environment[name]?.trim()
    const label = name.padEnd(width)
    if (given) return `${label}${isSecret ? '[hidden]' : given}  (environment)`
    return hasDefault ? `${label}${fallback}  (default)` : `${label}not set: ${fallback}`
  })
}

async function findAll(environment: Environment): Promise<Finding[]> {
  let config: Config
  try {
    config = loadConfig(environment)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n').map((text) => ({ state: 'stops', text }))
  }
  return await examine(config)
}
