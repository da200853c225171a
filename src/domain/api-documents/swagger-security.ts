/** Security schemes of OpenAPI 3.0 as Swagger 2.0 defines them: one OAuth flow each, bearer tokens as a header. */
import { defined, isObject, type JsonObject, listOf, objectOf, textOf } from './json.ts'

export interface SwaggerSecurity {
  readonly definitions: JsonObject
  /** What a scheme is called now; one with several flows has become several. */
  readonly names: ReadonlyMap<string, readonly string[]>
}

export function buildSecurityDefinitions(schemes: JsonObject): SwaggerSecurity {
  const definitions: Record<string, unknown> = {}
  const names = new Map<string, string[]>()
  for (const [name, value] of Object.entries(schemes)) {
    const made = Object.entries(defineScheme(name, objectOf(value)))
    for (const [own, definition] of made) definitions[own] = definition
    names.set(
      name,
      made.map(([own]) => own),
    )
  }
  return { definitions, names }
}

/** The requirements under the new names: several flows become alternatives, lost schemes are left out. */
export function renameRequirements(requirements: unknown, security: SwaggerSecurity): unknown {
  if (!Array.isArray(requirements)) return undefined
  const renamed = requirements.filter(isObject).flatMap((requirement) => {
    let alternatives: JsonObject[] = [{}]
    for (const [name, scopes] of Object.entries(requirement)) {
      const own = security.names.get(name) ?? []
      if (own.length > 0)
        alternatives = alternatives.flatMap((each) =>
          own.map((key) => ({ ...each, [key]: scopesFor(security, key, scopes) })),
        )
    }
    // Nothing left of something needed must not read as "nothing is needed".
    const isLost = alternatives.every((each) => Object.keys(each).length === 0)
    return isLost && Object.keys(requirement).length > 0 ? [] : alternatives
  })
  // What was different may have become equal, and none may stand twice.
  return [...new Map(renamed.map((each) => [JSON.stringify(each), each])).values()]
}

/** Only OAuth has scopes in 2.0. */
function scopesFor(security: SwaggerSecurity, name: string, scopes: unknown): unknown[] {
  return objectOf(security.definitions[name])['type'] === 'oauth2' ? [...listOf(scopes)] : []
}

function defineScheme(name: string, scheme: JsonObject): JsonObject {
  const description = textOf(scheme['description']) || undefined
  if (scheme['type'] === 'oauth2' && hasFullAddresses(scheme)) return defineFlows(name, scheme)
  if (scheme['type'] === 'http' && textOf(scheme['scheme']).toLowerCase() === 'basic')
    return { [name]: defined({ type: 'basic', description }) }
  if (scheme['type'] === 'apiKey') {
    // Swagger 2.0 has no cookies
    if (scheme['in'] === 'cookie') return {}
    return {
      [name]: defined({ type: 'apiKey', name: scheme['name'], in: scheme['in'], description }),
    }
  }
  const kind = textOf(scheme['scheme']) || 'bearer'
  const note = `Send "Authorization: ${capital(kind)} <token>".`
  return {
    [name]: {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      description: [description, note].filter((text) => text !== undefined).join(' '),
    },
  }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

const flowNames: Readonly<Record<string, string>> = {
  implicit: 'implicit',
  password: 'password',
  clientCredentials: 'application',
  authorizationCode: 'accessCode',
}

/** Swagger 2.0 takes no addresses below the server's; then only the header is told. */
function hasFullAddresses(scheme: JsonObject): boolean {
  return Object.values(objectOf(scheme['flows'])).every((flow) =>
    ['tokenUrl', 'authorizationUrl']
      .map((key) => objectOf(flow)[key])
      .every((address) => address === undefined || URL.canParse(textOf(address))),
  )
}

function defineFlows(name: string, scheme: JsonObject): JsonObject {
  const flows = Object.entries(objectOf(scheme['flows'])).filter(([key]) => key in flowNames)
  return Object.fromEntries(
    flows.map(([key, value]) => {
      const flow = objectOf(value)
      const definition = defined({
        type: 'oauth2',
        flow: flowNames[key],
        authorizationUrl: flow['authorizationUrl'],
        tokenUrl: flow['tokenUrl'],
        scopes: objectOf(flow['scopes']),
        description: textOf(scheme['description']) || undefined,
      })
      return [flows.length === 1 ? name : `${name}_${key}`, definition]
    }),
  )
}
