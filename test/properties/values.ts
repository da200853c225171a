/** Makes values out of the schemas of a document: what fits, as far as a schema tells, and what is hostile whatever it tells. */
import type { JsonSchema, OpenApiDocument } from '#src/edge/http/contract.ts'
import type { Chance } from './chance.ts'
import type { Known } from './known.ts'

export interface Source {
  readonly document: OpenApiDocument
  readonly chance: Chance
  readonly known: Known
}

/** What the patterns of the documents stand for. */
const likely = ['SE3550000000054910000003', 'SEK', '123.45', '-1', '1', '50000000054910000003']

/** A value that fits the schema; `name` finds it among what answers have told. */
export function makeValue(source: Source, given: unknown, name: string): unknown {
  const schema = flatten(source, given)
  const { chance } = source
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return chance.pick(schema['enum'])
  const declared = schema['type']
  const type = Array.isArray(declared) ? chance.pick(declared) : declared
  switch (type) {
    case 'object':
      return makeObject(source, schema)
    case 'array':
      return makeList(source, schema, name)
    case 'boolean':
      return chance.happens(50)
    case 'integer':
    case 'number':
      return Number(schema['minimum'] ?? 0) + chance.below(6)
    case 'null':
      return null
    default:
      return makeText(source, schema, name)
  }
}

/** Follows references and puts branches into the schema that has them, so that one reading is enough. */
function flatten(source: Source, given: unknown): JsonSchema {
  const schema = follow(source.document, asSchema(given))
  const { oneOf, anyOf, allOf, ...own } = schema
  const branches = [oneOf, anyOf].find((one) => Array.isArray(one))
  const chosen = branches ? [source.chance.pick(branches)] : []
  const parts = [...(Array.isArray(allOf) ? allOf : []), ...chosen]
  const flat = parts.reduce<JsonSchema>((all, part) => ({ ...all, ...flatten(source, part) }), own)
  return branches ? withoutOthers(flat, branches.map(asSchema)) : flat
}

/** Of `oneOf: [{required: [iban]}, {required: [bban]}]` only the chosen one is wanted. */
function withoutOthers(flat: JsonSchema, branches: readonly JsonSchema[]): JsonSchema {
  const named = branches.flatMap((branch) => asNames(branch['required']))
  const others = named.filter((name) => !asNames(flat['required']).includes(name))
  const properties = Object.entries(asSchema(flat['properties']))
  const left = properties.filter(([name]) => !others.includes(name))
  return properties.length === left.length
    ? flat
    : { ...flat, properties: Object.fromEntries(left) }
}

function follow(document: OpenApiDocument, schema: JsonSchema): JsonSchema {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return schema
  const [, , kind = '', name = ''] = reference.split('/')
  return follow(document, asSchema(document.components?.[kind]?.[name]))
}

const asSchema = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null ? (value as JsonSchema) : {}
const asNames = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [])

function makeObject(source: Source, schema: JsonSchema): Record<string, unknown> {
  const required = asNames(schema['required'])
  const optionalPercent = source.chance.pick([15, 40, 80])
  const wanted = Object.entries(asSchema(schema['properties'])).filter(
    ([name]) => required.includes(name) || source.chance.happens(optionalPercent),
  )
  return Object.fromEntries(wanted.map(([name, part]) => [name, makeValue(source, part, name)]))
}

function makeList(source: Source, schema: JsonSchema, name: string): unknown[] {
  const length = Number(schema['minItems'] ?? 0) + source.chance.below(3)
  return Array.from({ length }, () => makeValue(source, schema['items'], name))
}

const dayMs = 86_400_000

function makeText({ chance, known }: Source, schema: JsonSchema, name: string): string {
  const told = known.texts(name)
  if (told.length > 0 && chance.happens(80)) return chance.pick(told)
  const day = new Date(Date.UTC(2026, 0, 1) + chance.below(800) * dayMs).toISOString()
  switch (schema['format']) {
    case 'date':
      return chance.pick([day.slice(0, 10), '9999-12-31'])
    case 'date-time':
      return day
    case 'uuid':
      return chance.uuid()
    case 'ipv4':
      return '192.0.2.1'
    case 'ipv6':
      return '2001:db8::1'
    case 'uri':
      return 'https://tpp.example/back'
    default:
      return fitText(chance, schema)
  }
}

function fitText(chance: Chance, schema: JsonSchema): string {
  const { pattern } = schema
  const fitting =
    typeof pattern === 'string' ? likely.filter((one) => new RegExp(pattern, 'u').test(one)) : []
  if (fitting.length > 0) return chance.pick(fitting)
  const shortest = Number(schema['minLength'] ?? 1)
  return chance.word(shortest + chance.below(4))
}

/** Texts that no parameter is made for. They can stand in a header. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '__proto__',
  'constructor',
  'true',
  'TRUE',
  '1e309',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '2026-1-1',
  '+275760-09-13',
  'SE0000000000000000000000',
  'se3550000000054910000003',
  'sek',
  'ZZZ',
  '€',
  '00000000-0000-0000-0000-000000000000',
  '3F2504E0-4F89-11D3-9A0C-0305E82C3301',
  '3f2504e0-4f89-11d3-9a0c-0305e82c330',
  'x'.repeat(129),
  'y'.repeat(5_000),
  "' or 1=1 --",
  '"; drop table consents; --',
  '<script>alert(1)</script>',
  '${jndi:ldap://x}',
  '../../etc/passwd',
  'https://evil.example/\\@tpp.example',
  'javascript:alert(1)',
  'caf\u00E9',
  '999.999.999.999',
  '192.0.2.1, 10.0.0.1',
  'a,b',
  'a;b=c',
]

/** Values of JSON that no field is made for. */
export const oddValues: readonly unknown[] = [
  ...oddTexts,
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[]],
  [null],
  { $ref: '#' },
  { constructor: { prototype: { polluted: true } } },
  '\u0000',
  '\uD800',
  '\u202E\u0007',
  '\u{1F4B0}'.repeat(200),
]
