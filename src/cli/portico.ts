#!/usr/bin/env node
/** The command line: finds the command, runs it, and turns an error into one clear line. Commands are loaded only when called. */
import { parseArgs } from 'node:util'
import { processEnvironment } from '#src/config/environment.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Command } from './command.ts'

interface KnownCommand {
  readonly summary: string
  /** True when it reads its own options, in what follows its name. */
  readonly hasOptions?: boolean
  load(): Promise<Command>
}

const commands: Readonly<Record<string, KnownCommand>> = {
  serve: {
    summary: 'build what must be built, bring the store up to date, and serve',
    load: async () => (await import('./serve.ts')).serve,
  },
  doctor: {
    summary: 'explain what is set, what is missing and what is unsafe',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  migrate: {
    summary: 'bring the store to the newest structure',
    load: async () => (await import('./migrate.ts')).migrateStore,
  },
  audit: {
    summary: 'audit verify, export or key: check the audit trail, or write it out',
    hasOptions: true,
    load: async () => (await import('./audit.ts')).audit,
  },
  backup: {
    summary: 'backup FILE: copy the embedded store beside a running server',
    load: async () => (await import('./backup.ts')).backup,
  },
  secret: {
    summary: 'secret rotate, then secret finish: give the store another PORTICO_SECRET',
    load: async () => (await import('./secret.ts')).secret,
  },
  keys: {
    summary: 'keys list or rotate: the keys that sign tokens, notifications and cookies',
    hasOptions: true,
    load: async () => (await import('./keys.ts')).keys,
  },
  notice: {
    summary: 'notice add, list or end: tell readers of the portal about maintenance and incidents',
    hasOptions: true,
    load: async () => (await import('./notice.ts')).notice,
  },
  cert: {
    summary: 'cert new --app ID: issue a test certificate for an app of the sandbox',
    hasOptions: true,
    load: async () => (await import('./cert.ts')).cert,
  },
  build: {
    summary: 'build the web app when its sources have changed',
    load: async () => (await import('./build.ts')).build,
  },
  config: {
    summary: 'config docs: write .env.example and the configuration page from the schema',
    load: async () => (await import('./config.ts')).config,
  },
}

const failed = 1

// Whoever reads us may have read enough, as `head` does; a server goes on without its reader.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  if (process.argv[2] !== 'serve') process.exit()
})

process.exitCode = await run(process.argv.slice(2))

async function run(argv: string[]): Promise<number> {
  const print = (line: string) => void process.stdout.write(`${line}\n`)
  try {
    const { name, rest, isHelpWanted } = parseWords(argv)
    if (isHelpWanted) {
      print(helpText())
      return 0
    }
    const known = findCommand(name)
    if (!known) throw new RefusedError(`There is no command "${name}".\n\n${helpText()}`)
    const command = await known.load()
    return await command({ arguments: rest, environment: processEnvironment, print })
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return failed
  }
}

/** What a command with options of its own is given stays as it was written. */
function parseWords(argv: string[]): { name: string; rest: string[]; isHelpWanted: boolean } {
  const [first = ''] = argv
  const own = findCommand(first)?.hasOptions === true
  const asksForHelp = argv.some((word) => word === '--help' || word === '-h')
  if (own) return { name: first, rest: argv.slice(1), isHelpWanted: asksForHelp }
  const { positionals, values } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  })
  const [name = 'help', ...rest] = positionals
  return { name, rest, isHelpWanted: name === 'help' || values.help === true }
}

function findCommand(name: string): KnownCommand | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined
}

function helpText(): string {
  const rows = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`,
  )
  return [
    'Portico, a developer platform for a bank',
    '',
    'npm run portico -- <command>',
    '',
    ...rows,
  ].join('\n')
}

function explain(error: unknown): string {
  if (processEnvironment['LOG_LEVEL'] === 'debug' && error instanceof Error)
    return error.stack ?? error.message
  if (error instanceof RefusedError) return error.message
  if (isUsageError(error)) return `${error.message.split('. ')[0]}.\n\n${helpText()}`
  const reasons: string[] = []
  for (let next = error; next instanceof Error; next = next.cause) reasons.push(next.message)
  return `Portico failed: ${reasons.join(': ') || String(error)} (LOG_LEVEL=debug shows where)`
}

function isUsageError(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  )
}
