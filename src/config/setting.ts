/** What one setting is: its name, type, default, meaning and secrecy. It knows no particular setting. */
import { isIP } from 'node:net'
import { z } from 'zod'
import { parsePostgresAddress } from './postgres-address.ts'
import { isPlainHost } from '#src/kit/plain-host.ts'

/** One setting of the installation, read from the environment variable of the same name. */
export interface Setting<Value = unknown> {
  readonly schema: z.ZodType<Value>
  /** What a value must be, as the end of the sentence "… must be". */
  readonly rule: string
  /** A value that fits, shown when another one did not. */
  readonly example: string
  /** Used when the variable is missing or empty. */
  readonly default?: string
  /** What applies without a value when there is no fixed default. */
  readonly absent?: string
  /** One or two sentences for the documentation. */
  readonly text: string
  readonly isSecret: boolean
}

/** Declares a setting and keeps the type of its value. */
export function setting<Value>(
  spec: Omit<Setting<Value>, 'isSecret'> & { isSecret?: boolean },
): Setting<Value> {
  return { ...spec, isSecret: spec.isSecret ?? false }
}

/** A port number; 0 asks for any free one. */
export const portSchema = z
  .string()
  .regex(/^\d{1,5}$/u)
  .transform(Number)
  .refine((port) => port <= 65_535)

/** An origin (`https://host[:port]`) of one of the schemes, without path, query, fragment or credentials. */
export function originSchema(schemes: readonly string[]) {
  return z
    .string()
    .refine((text) => {
      const url = URL.parse(text)
      if (!url || !schemes.includes(url.protocol) || url.hostname === '') return false
      return (
        text.toLowerCase().replace(/\/$/u, '') === `${url.protocol}//${hostAsWritten(url, text)}`
      )
    })
    .transform((text) => new URL(text).origin)
}

/** The host as given: a default port that was written out is dropped by URL, so it is compared in the text. */
function hostAsWritten(url: URL, text: string): string {
  const defaultPort = url.protocol === 'https:' ? ':443' : ':80'
  const isWritten = url.port === '' && text.replace(/\/$/u, '').endsWith(defaultPort)
  return isWritten ? `${url.host}${defaultPort}` : url.host
}

/** A URL of one of the schemes, as it is. */
export function urlSchema(schemes: readonly string[]) {
  return z.string().refine((text) => {
    const url = URL.parse(text)
    return url !== null && schemes.includes(url.protocol) && url.hostname !== ''
  })
}

/** An address of PostgreSQL with one host or several. */
export const postgresSchema = z.string().refine((text) => parsePostgresAddress(text) !== undefined)

const listOf = (isMember: (text: string) => boolean) =>
  z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .refine((entries) => entries.every(isMember))

/** Networks (`10.0.0.0/8`, `fd00::/8`), separated by commas. */
export const cidrListSchema = listOf((text) => isCidr(text))

/** Networks and places (`tpp.example:8443`), separated by commas. */
export const targetListSchema = listOf((text) => isCidr(text) || isHostAndPort(text))

const widths: Readonly<Record<number, number>> = { 4: 32, 6: 128 }

function isHostAndPort(text: string): boolean {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/u.exec(text) ?? []
  return isPlainHost(host) && Number(port) > 0 && Number(port) <= 65_535
}

function isCidr(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/')
  const width = widths[isIP(address)]
  const isPrefix = /^\d{1,3}$/u.test(prefix) && width !== undefined && Number(prefix) <= width
  return isPrefix && rest.length === 0
}
