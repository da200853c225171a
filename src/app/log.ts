/** The process's log: structured lines on standard error, secrets and personal data redacted before they are written. */
import { destination, pino } from 'pino'
import type { Config } from '#src/config/config.ts'
import type { Log } from '#src/kit/log.ts'

const redacted = [
  'authorization',
  'cookie',
  'password',
  'token',
  'email',
  '*.authorization',
  '*.cookie',
  '*.password',
  '*.token',
  '*.email',
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["psu-ip-address"]',
  'req.headers["psu-id"]',
  'res.headers["set-cookie"]',
]

export function createLog(config: Pick<Config, 'logLevel'>): Log {
  return pino(
    { level: config.logLevel, redact: { paths: redacted, censor: '[hidden]' } },
    destination(2),
  )
}
