/** Gives schemas that are referred to in the middle of something a name of their own, which older versions need. */
import { mapDocument } from './document-shapes.ts'
import { isObject, type JsonObject, lookUp, objectOf, parsePointer } from './json.ts'

/** The document in which every reference to a schema is `#/components/schemas/<name>`. */
export function liftSchemas(openapi: JsonObject): JsonObject {
  const components = objectOf(openapi['components'])
  const named = new Map(Object.entries(objectOf(components['schemas'])))
  const lifted = new Map<string, string>()

  const liftIn = (root: JsonObject): JsonObject =>
    mapDocument(root, (node, { shape }) => {
      const ref = node['$ref']
      if (shape !== 'schema' || typeof ref !== 'string' || isNamed(ref)) return node
      return { ...node, $ref: `#/components/schemas/${nameFor(ref)}` }
    })

  function nameFor(ref: string): string {
    const known = lifted.get(ref)
    if (known !== undefined) return known
    const base = (parsePointer(ref) ?? [])
      .filter((step) => !['components', 'schemas', '$defs', 'properties'].includes(step))
      .join('_')
      .replaceAll(/[^\w.-]+/gu, '_')
    let name = base
    for (let number = 2; named.has(name); number++) name = `${base}_${number}`
    lifted.set(ref, name)
    named.set(name, true) // keeps the name until the schema itself is brought over
    const holder = { components: { schemas: { [name]: lookUp(openapi, ref) ?? {} } } }
    named.set(name, lookUp(liftIn(holder), `#/components/schemas/${name}`))
    return name
  }

  const root = liftIn(openapi)
  if (lifted.size === 0) return root
  const schemas = objectOf(objectOf(root['components'])['schemas'])
  const added = [...lifted.values()].map((name) => [name, named.get(name)])
  return {
    ...root,
    components: {
      ...objectOf(root['components']),
      schemas: { ...schemas, ...Object.fromEntries(added.filter(([, value]) => isObject(value))) },
    },
  }
}

function isNamed(ref: string): boolean {
  return /^#\/components\/schemas\/[^/]+$/u.test(ref)
}
