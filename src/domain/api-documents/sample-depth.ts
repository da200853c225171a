/** How deep a made-up value may go before it gets out of hand: schemas that all refer to each other multiply. */
import { isObject, type JsonObject, listOf, lookUp, objectOf } from './json.ts'

const deepest = 12
const nodesMax = 20_000

/** The greatest depth at which a value of the schema stays within bounds. */
export function depthFor(openapi: JsonObject, schema: unknown): number {
  const count = createCounter(openapi)
  for (let depth = deepest; depth > 1; depth--) if (count(schema, depth) <= nodesMax) return depth
  return 1
}

function createCounter(openapi: JsonObject) {
  const known = new Map<string, number>()

  function count(schema: unknown, depth: number): number {
    if (!isObject(schema) || depth === 0) return 1
    const ref = schema['$ref']
    if (typeof ref !== 'string') return countInside(schema, depth)
    const key = `${depth} ${ref}`
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, 1) // while it is worked out: a schema merged into itself adds nothing
    const counted = count(lookUp(openapi, ref), depth)
    known.set(key, counted)
    return counted
  }

  function countInside(schema: JsonObject, depth: number): number {
    const below = [
      ...Object.values(objectOf(schema['properties'])),
      schema['items'],
      schema['additionalProperties'],
    ]
    const beside = [
      ...listOf(schema['allOf']),
      listOf(schema['oneOf'])[0],
      listOf(schema['anyOf'])[0],
    ]
    return (
      1 +
      sum(below.map((each) => (each === undefined ? 0 : count(each, depth - 1)))) +
      sum(beside.map((each) => (each === undefined ? 0 : count(each, depth))))
    )
  }

  return count
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
