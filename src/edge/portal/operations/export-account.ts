/** GET /account/export: what is kept about the developer, as one JSON value. */
import { DomainError } from '#src/kit/domain-error.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

/** Stored as JSON text, and told as what it says. */
const documents = new Set([
  'redirect_uris',
  'profile_patch',
  'test_data',
  'services',
  'access',
  'request',
  'fields',
  'roles',
  'facts',
  'body',
])

export function exportAccount({ personalDataOf }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'exportAccount',
    async handle({ identity }) {
      const found = await personalDataOf(identity.developerId)
      if (!found) throw new DomainError('not-signed-in')
      return { status: 200, body: toWire(found) }
    },
  }
}

/** Names in the portal's own way, times as text, documents opened, what is not there left out. */
function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [toCamel(name), toMember(name, member)]),
  )
}

function toMember(name: string, member: unknown): unknown {
  if (typeof member === 'number' && isTime(name)) return toDateTime(member)
  if (typeof member === 'string' && documents.has(name)) return parse(member)
  return toWire(member)
}

const isTime = (name: string) => /(?:^at|_at|_ms|^not_before|^not_after)$/u.test(name)

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function toCamel(name: string): string {
  const plain = name.replace(/_ms$/u, '')
  return plain.replaceAll(/_(.)/gu, (_match, letter: string) => letter.toUpperCase())
}
