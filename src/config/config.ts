/** Turns the environment into the one configuration of a process, or refuses with everything that is wrong. It opens nothing. */
import { resolve } from 'node:path'
import type { Hidden } from '#src/kit/hidden.ts'
import { ConfigError } from './config-error.ts'
import type { ConfigProblem } from './config-error.ts'
import type { Environment } from './environment.ts'
import { isLoopbackHost, isLoopbackUrl } from './loopback.ts'
import { settings } from './settings.ts'
import type { LogLevel, Role, SettingName } from './settings.ts'

/** Everything an installation can be told. Optional parts are undefined when not set. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly tlsPort: number
  /** Set only when given; otherwise it follows the port: see `publicAddresses`. */
  readonly publicUrl: string | undefined
  readonly publicTlsUrl: string | undefined
  /** Absolute path. */
  readonly dataDirectory: string
  readonly bank: string
  /** Absolute path; undefined for the packs of the product. */
  readonly banksDirectory: string | undefined
  readonly roles: readonly Role[]
  readonly databaseUrl: Hidden | undefined
  readonly listenDatabaseUrl: Hidden | undefined
  readonly secret: Hidden | undefined
  /** For the command that changes the secret. */
  readonly newSecret: Hidden | undefined
  /** Zero means never. */
  readonly keyDays: number
  readonly smtpUrl: Hidden | undefined
  readonly mailFrom: string | undefined
  /** CIDRs of the proxies that may say who calls. */
  readonly trustedProxies: readonly string[]
  readonly drainSeconds: number
  readonly metricsPort: number | undefined
  readonly hasRateLimits: boolean
  /** CIDRs, and `host:port`. */
  readonly outboundAllow: readonly string[]
  readonly logLevel: LogLevel
}

type ValueOf<Name extends SettingName> = ReturnType<(typeof settings)[Name]['schema']['parse']>

/** Reads and checks the whole configuration; throws a ConfigError that lists every problem. */
export function loadConfig(environment: Environment): Config {
  const problems: ConfigProblem[] = []
  const read = <Name extends SettingName>(name: Name) =>
    readSetting(name, environment, problems) as ValueOf<Name> | undefined // parsed by the schema of that very name
  const list = (name: 'TRUSTED_PROXIES' | 'PORTICO_OUTBOUND_ALLOW') => read(name) ?? []
  const count = (name: 'PORT' | 'TLS_PORT' | 'DRAIN_SECONDS') => read(name) ?? 0
  const config: Config = {
    host: read('HOST') ?? '',
    port: count('PORT'),
    tlsPort: count('TLS_PORT'),
    publicUrl: read('PUBLIC_URL'),
    publicTlsUrl: read('PUBLIC_TLS_URL'),
    dataDirectory: resolve(read('PORTICO_DATA') ?? ''),
    bank: read('PORTICO_BANK') ?? '',
    banksDirectory: toAbsolute(read('PORTICO_BANKS')),
    roles: read('PORTICO_ROLES') ?? [],
    databaseUrl: read('DATABASE_URL'),
    listenDatabaseUrl: read('LISTEN_DATABASE_URL'),
    secret: read('PORTICO_SECRET'),
    newSecret: read('PORTICO_NEW_SECRET'),
    keyDays: read('PORTICO_KEY_DAYS') ?? 0,
    smtpUrl: read('SMTP_URL'),
    mailFrom: read('MAIL_FROM'),
    trustedProxies: list('TRUSTED_PROXIES'),
    drainSeconds: count('DRAIN_SECONDS'),
    metricsPort: read('METRICS_PORT'),
    hasRateLimits: read('PORTICO_RATE_LIMITS') ?? true,
    outboundAllow: list('PORTICO_OUTBOUND_ALLOW'),
    logLevel: read('LOG_LEVEL') ?? 'info',
  }
  problems.push(...findConflicts(config, problems))
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

const toAbsolute = (path: string | undefined) => (path === undefined ? undefined : resolve(path))

/** The public addresses once the listening ports are known. */
export function publicAddresses(
  config: Pick<Config, 'publicUrl' | 'publicTlsUrl'>,
  ports: { readonly port: number; readonly tlsPort: number },
): { publicUrl: string; publicTlsUrl: string } {
  return {
    publicUrl: config.publicUrl ?? new URL(`http://127.0.0.1:${ports.port}`).origin,
    publicTlsUrl: config.publicTlsUrl ?? new URL(`https://127.0.0.1:${ports.tlsPort}`).origin,
  }
}

/** True while the product is reachable under a loopback address only: mailbox and missing rate limits are allowed. */
export function isLocal(config: Pick<Config, 'publicUrl'>): boolean {
  return config.publicUrl === undefined || isLoopbackUrl(config.publicUrl)
}

/** True when other machines reach the product though no public address was given. */
export function isOpenUnnamed({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): boolean {
  return publicUrl === undefined && !isLoopbackHost(host)
}

function readSetting(name: SettingName, environment: Environment, problems: ConfigProblem[]) {
  const { schema, rule, example, isSecret, ...rest } = settings[name]
  const given = environment[name]?.trim()
  const text = given === undefined || given === '' ? rest.default : given
  if (text === undefined) return undefined
  const result = schema.safeParse(text)
  if (result.success) return result.data
  const shown = isSecret ? 'does not fit' : `is ${JSON.stringify(text)}`
  problems.push({
    setting: name,
    problem: `${shown}; it must be ${rule}`,
    instead: `Write for instance ${name}=${example}`,
  })
  return undefined
}

/** Rules between settings; a setting that is already wrong by itself is not judged again. */
function findConflicts(config: Config, known: readonly ConfigProblem[]): ConfigProblem[] {
  const wrong = new Set(known.map((problem) => problem.setting))
  const found: ConfigProblem[] = []
  if (config.databaseUrl && !config.secret && !wrong.has('PORTICO_SECRET')) {
    found.push({
      setting: 'PORTICO_SECRET',
      problem:
        'is missing; it is required with DATABASE_URL, because the keys in the store are sealed with it',
      instead: 'Set it to the output of: openssl rand -base64 48',
    })
  }
  if (!isLocal(config) && !config.smtpUrl && !wrong.has('SMTP_URL')) {
    found.push({
      setting: 'SMTP_URL',
      problem: `is missing; without it mails are shown to every visitor, and PUBLIC_URL (${config.publicUrl}) is not loopback`,
      instead: `Write for instance SMTP_URL=${settings.SMTP_URL.example}`,
    })
  }
  if (!isLocal(config) && !config.hasRateLimits) {
    found.push({
      setting: 'PORTICO_RATE_LIMITS',
      problem: `is off, which is only allowed on loopback, and PUBLIC_URL is ${config.publicUrl}`,
      instead: 'Remove it or write PORTICO_RATE_LIMITS=on',
    })
  }
  return found
}
