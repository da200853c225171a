/** `serve`: builds, starts Portico, prints where it is and what to try first, and stops it on a signal. */
import { stopOnSignals } from '#src/app/lifecycle.ts'
import { isLocal, isOpenUnnamed, loadConfig } from '#src/config/config.ts'
import type { Config } from '#src/config/config.ts'
import { ensureBuilt } from './build.ts'
import { packageRoot } from './command.ts'
import type { Command } from './command.ts'

export const serve: Command = async ({ environment, print }) => {
  const config = loadConfig(environment)
  await ensureBuilt(packageRoot, print)
  const { createPortico } = await import('#src/app/compose.ts')
  const portico = createPortico(config)
  const addresses = await quietly(() => portico.start())
  const stopped = Promise.withResolvers<number>()
  stopOnSignals(
    {
      on: (signal, listener) => process.on(signal, listener),
      exit: (code) => (code === 0 ? stopped.resolve(0) : process.exit(code)),
    },
    () => {
      print(farewell(config))
      return portico.stop()
    },
  )
  print(welcome(config, addresses))
  return await stopped.promise
}

/**
 * The authorization server's library prints a warning on Node 26.10, because that build does not name itself LTS;
 * it is no concern of who starts Portico.
 */
async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  const { warn } = console
  console.warn = () => {}
  try {
    return await work()
  } finally {
    console.warn = warn
  }
}

/** What a person sees when Portico is ready. */
export function welcome(config: Config, addresses: { url: string; tlsUrl: string }): string {
  const { url, tlsUrl } = addresses
  const hasMailbox = config.smtpUrl === undefined && isLocal(config)
  const places: [string, string][] = []
  if (config.roles.includes('portal')) places.push(['Portal', url])
  if (config.roles.includes('sandbox')) {
    places.push(['Sandbox interface', `${url}/sandbox/psd2/v1`])
    places.push(['Authorization server', `${url}/sandbox/oauth`])
  }
  places.push(['The same over TLS', tlsUrl])
  places.push(['Its authority', `${url}/ca.pem`])
  if (hasMailbox) places.push(['Mailbox', `${url}/mailbox`])
  places.push(['Store', config.databaseUrl ? 'PostgreSQL (DATABASE_URL)' : config.dataDirectory])
  const width = Math.max(...places.map(([name]) => name.length)) + 3
  return [
    '',
    `  Portico is ready, with the bank pack ${config.bank}.`,
    '',
    ...places.map(([name, place]) => `  ${name.padEnd(width)}${place}`),
    ...(isOpenUnnamed(config) ? ['', `  Warning: ${openUnnamed(config)}`] : []),
    ...firstSteps(config, url, hasMailbox),
    '',
    '  Ctrl+C stops it. npm run portico -- doctor explains the configuration.',
    '',
  ].join('\n')
}

function farewell({ drainSeconds }: Config): string {
  const serving = `everything is served for ${drainSeconds} s more while /readyz says “draining”, then `
  return `Stopping: ${drainSeconds > 0 ? serving : ''}requests under way are answered first. A second signal ends at once.`
}

/** Nobody is stopped from trying out with another machine, but it is said. */
export function openUnnamed({ host }: Pick<Config, 'host'>): string {
  return `Other machines reach HOST ${host}, but PUBLIC_URL is not set: links and mails name 127.0.0.1. Set PUBLIC_URL, or HOST=127.0.0.1.`
}

function firstSteps(config: Config, url: string, hasMailbox: boolean): string[] {
  if (!config.roles.includes('portal')) return []
  const activation = hasMailbox
    ? `Open the link that arrives at ${url}/mailbox (no mail server is set) and choose a password.`
    : 'Open the link that arrives by mail and choose a password.'
  return [
    '',
    '  What to try first',
    `  1. Open ${url} and sign up. Any address will do.`,
    `  2. ${activation}`,
    '  3. Make an app. Its page shows how to get a test customer to say yes and how to read their accounts.',
  ]
}
