/** The one list of all settings. A setting that is not here does not exist; nothing is decided here beyond one value at a time. */
import { z } from 'zod'
import { Hidden } from '#src/kit/hidden.ts'
import {
  cidrListSchema,
  originSchema,
  portSchema,
  postgresSchema,
  setting,
  targetListSchema,
  urlSchema,
} from './setting.ts'

/** Parts of the product that a process can run. */
export const knownRoles = ['portal', 'sandbox'] as const
export type Role = (typeof knownRoles)[number]

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Shorter secrets could be guessed from a stolen store. */
const secretLengthMin = 32

/** Supervisors lose patience at some time. */
const drainSecondsMax = 300

const hidden = (text: string) => new Hidden(text)

export const settings = {
  HOST: setting({
    schema: z.string().regex(/^[\w.:-]+$/u),
    rule: 'an IP address or host name of this machine',
    example: '0.0.0.0',
    default: '127.0.0.1',
    text: 'The address Portico listens on. 0.0.0.0 means every IPv4 address of the machine. Beyond loopback set PUBLIC_URL too.',
  }),
  PORT: setting({
    schema: portSchema,
    rule: 'a whole number from 0 to 65535',
    example: '8080',
    default: '8080',
    text: 'The port for plain HTTP, meant for this machine or for a proxy in front that speaks TLS. 0 takes any free one.',
  }),
  TLS_PORT: setting({
    schema: portSchema,
    rule: 'a whole number from 0 to 65535',
    example: '8443',
    default: '8443',
    text: 'The port for the same product over TLS 1.2 and 1.3, where client certificates are asked for. 0 takes any free one.',
  }),
  PUBLIC_URL: setting({
    schema: originSchema(['http:', 'https:']),
    rule: 'an http or https address without a path',
    example: 'https://developer.bank.example',
    absent: 'http://127.0.0.1:PORT',
    text: 'The address developers and customers see: the base of the issuer, of absolute links and of mails. Once it is set, requests that name another host than it or PUBLIC_TLS_URL get 421.',
  }),
  PUBLIC_TLS_URL: setting({
    schema: originSchema(['https:']),
    rule: 'an https address without a path',
    example: 'https://mtls.bank.example',
    absent: 'https://127.0.0.1:TLS_PORT',
    text: 'The address under which callers reach TLS_PORT with their client certificates.',
  }),
  TRUSTED_PROXIES: setting({
    schema: cidrListSchema,
    rule: 'a comma-separated list of networks in CIDR form',
    example: '127.0.0.1/32,10.0.5.0/24,fd00:5::/64',
    absent: 'none: the address of the connection is the caller’s',
    text: 'The proxies in front. From them X-Forwarded-For is believed: its right-most address that is not in the list is whom limits count, an IPv6 address by its /64. Forwarded and X-Real-IP are not read, and no proxy is believed about client certificates.',
  }),
  PORTICO_DATA: setting({
    schema: z.string().min(1),
    rule: 'a directory',
    example: '/var/lib/portico',
    default: './data',
    text: 'The data directory: the embedded store and, unless PORTICO_SECRET is set, the secret. It is made when missing.',
  }),
  PORTICO_BANK: setting({
    schema: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/u),
    rule: 'the name of a bank pack: lower-case letters, digits and hyphens',
    example: 'norrsken',
    default: 'norrsken',
    text: 'The bank pack in PORTICO_BANKS. It is bound to the store at the first start; another pack is refused from then on.',
  }),
  PORTICO_BANKS: setting({
    schema: z.string().min(1),
    rule: 'a directory',
    example: '/etc/portico/banks',
    absent: 'the packs that come with the product',
    text: 'The directory that holds the bank packs, each in a folder of its own name.',
  }),
  PORTICO_ROLES: setting({
    schema: z
      .string()
      .transform((text) => text.split(',').map((role) => role.trim()))
      .pipe(z.array(z.enum(knownRoles)).min(1))
      .transform((roles) => [...new Set(roles)]),
    rule: `a comma-separated list of ${knownRoles.join(', ')}`,
    example: 'portal,sandbox',
    default: knownRoles.join(','),
    text: 'The parts of the product that this process runs, so that they can live in separate zones.',
  }),
  DATABASE_URL: setting({
    schema: postgresSchema.transform(hidden),
    rule: 'a postgres:// address with one host or several, and target_session_attrs any, read-write or primary',
    example: 'postgres://portico:password@localhost:5432/portico',
    absent: 'the embedded store in PORTICO_DATA',
    text: 'PostgreSQL 15 or later instead of the embedded store. Requires PORTICO_SECRET. Of several hosts the one that takes writes is used.',
    isSecret: true,
  }),
  LISTEN_DATABASE_URL: setting({
    schema: postgresSchema.transform(hidden),
    rule: 'a postgres:// address with one host or several, and target_session_attrs any, read-write or primary',
    example: 'postgres://portico:password@db1.bank.example:5432/portico',
    absent: 'DATABASE_URL',
    text: 'The way to PostgreSQL past a pooler in transaction mode, for the one connection that hears of changes by other processes.',
    isSecret: true,
  }),
  PORTICO_SECRET: setting({
    schema: z.string().min(secretLengthMin).transform(hidden),
    rule: `at least ${secretLengthMin} characters that nobody can guess`,
    example: '<the output of: openssl rand -base64 48>',
    absent: 'made at the first start in PORTICO_DATA/secret; required with DATABASE_URL',
    text: 'Seals the keys in the store. Whoever loses it loses the keys: back it up apart from the store.',
    isSecret: true,
  }),
  PORTICO_NEW_SECRET: setting({
    schema: z.string().min(secretLengthMin).transform(hidden),
    rule: `at least ${secretLengthMin} characters that nobody can guess`,
    example: '<the output of: openssl rand -base64 48>',
    absent: 'one is made when the secret lies in PORTICO_DATA/secret',
    text: 'Read by `npm run portico -- secret rotate` alone: the secret that shall take the place of PORTICO_SECRET.',
    isSecret: true,
  }),
  PORTICO_KEY_DAYS: setting({
    schema: z
      .string()
      .regex(/^\d{1,4}$/u)
      .transform(Number),
    rule: 'a whole number of days from 0 to 9999',
    example: '90',
    default: '90',
    text: 'How old the keys get that sign tokens, notifications and cookies before others follow them, with an overlap. 0 leaves it to `npm run portico -- keys rotate`.',
  }),
  SMTP_URL: setting({
    schema: urlSchema(['smtp:', 'smtps:']).transform(hidden),
    rule: 'an smtp:// or smtps:// address',
    example: 'smtps://portico:password@mail.bank.example',
    absent:
      'mails are shown at /mailbox to this machine alone, allowed only while PUBLIC_URL is loopback',
    text: 'The mail server that sends activation and password links. With smtp:// it must offer STARTTLS unless it is on this machine; `?tls=optional` behind the address sends without TLS where there is none.',
    isSecret: true,
  }),
  MAIL_FROM: setting({
    schema: z.string().regex(/^(?:[^<>\r\n]+ )?<?[^\s@<>]+@[^\s@<>]+>?$/u),
    rule: 'a mail address, with or without a name before it',
    example: 'Developer portal <portal@bank.example>',
    absent: 'taken from the bank pack',
    text: 'The sender of mails.',
  }),
  METRICS_PORT: setting({
    schema: portSchema,
    rule: 'a whole number from 0 to 65535',
    example: '9464',
    absent: 'off',
    text: 'A port on HOST with nothing but /metrics. Keep it away from the public.',
  }),
  DRAIN_SECONDS: setting({
    schema: z
      .string()
      .regex(/^\d{1,3}$/u)
      .transform(Number)
      .refine((seconds) => seconds <= drainSecondsMax),
    rule: `a whole number from 0 to ${drainSecondsMax}`,
    example: '5',
    default: '0',
    text: 'How long after SIGTERM everything is still served while /readyz answers 503 “draining”. Behind a proxy set it to more than the proxy takes to notice; 0 stops at once, as on a developer’s machine.',
  }),
  PORTICO_RATE_LIMITS: setting({
    schema: z.enum(['on', 'off']).transform((text) => text === 'on'),
    rule: 'on or off',
    example: 'on',
    default: 'on',
    text: 'Limits how often one caller may try. off is for tests and refused unless PUBLIC_URL is loopback.',
  }),
  PORTICO_OUTBOUND_ALLOW: setting({
    schema: targetListSchema,
    rule: 'a comma-separated list of networks in CIDR form and of host:port',
    example: '10.20.0.0/16,tpp.example:8443',
    absent: 'none: only public addresses are called, on port 443',
    text: 'Where notifications may be pushed to besides public addresses on port 443, although callers name the address: a network on every port, or one host and port wherever the host leads. Keep it narrow: callers can reach what it holds.',
  }),
  LOG_LEVEL: setting({
    schema: z.enum(logLevels),
    rule: `one of ${logLevels.join(', ')}`,
    example: 'info',
    default: 'info',
    text: 'How much is logged. debug also shows stack traces of refused starts.',
  }),
}

export type SettingName = keyof typeof settings
