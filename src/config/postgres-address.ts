/**
 * An address of PostgreSQL that may name several hosts: `postgres://user@a:5432,b:5433/db?target_session_attrs=read-write`.
 * The driver knows one host alone. It opens nothing; who connects tries the hosts in the order it gives them.
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
 */

/** What a server must be to be taken. */
export const sessionTargets = ['any', 'read-write', 'primary'] as const
export type SessionTarget = (typeof sessionTargets)[number]

export interface PostgresAddress {
  /** One address of one host each, as the driver takes it. */
  readonly hosts: readonly string[]
  readonly target: SessionTarget
}

const targetName = 'target_session_attrs'
const parts = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^@/?#]+)(\/[^?#]*)?(?:\?([^#]*))?$/u

/** Undefined when it is no such address. Several hosts without a target mean the one that takes writes. */
export function parsePostgresAddress(text: string): PostgresAddress | undefined {
  const [, start, hostList = '', path = '', query = ''] = parts.exec(text) ?? []
  if (start === undefined) return undefined
  const parameters = new URLSearchParams(query)
  const hostNames = hostList.split(',')
  const target = parameters.get(targetName) ?? (hostNames.length > 1 ? 'read-write' : 'any')
  parameters.delete(targetName)
  const rest = parameters.size > 0 ? `${path}?${parameters.toString()}` : path
  const hosts = hostNames.map((host) => `${start}${host}${rest}`)
  const isFit = hosts.every((host) => (URL.parse(host)?.hostname ?? '') !== '')
  return isFit && isTarget(target) ? { hosts, target } : undefined
}

function isTarget(text: string): text is SessionTarget {
  return (sessionTargets as readonly string[]).includes(text)
}
