/** Types and limits of a schema in the reader's words. It draws nothing. */
import type { SchemaView } from '../api/portal-types.ts'
import type { Say, TextKey } from '../texts/say.ts'

const known: Readonly<Record<string, TextKey>> = {
  minLength: 'limit.minLength',
  maxLength: 'limit.maxLength',
  minimum: 'limit.minimum',
  maximum: 'limit.maximum',
  exclusiveMinimum: 'limit.exclusiveMinimum',
  exclusiveMaximum: 'limit.exclusiveMaximum',
  multipleOf: 'limit.multipleOf',
  minItems: 'limit.minItems',
  maxItems: 'limit.maxItems',
  uniqueItems: 'limit.uniqueItems',
  minProperties: 'limit.minProperties',
  maxProperties: 'limit.maxProperties',
  readOnly: 'limit.readOnly',
  writeOnly: 'limit.writeOnly',
  pattern: 'limit.pattern',
  format: 'limit.format',
  default: 'limit.default',
  const: 'limit.const',
}

/** A limit nobody foresaw is shown as the document names it. */
export function sayConstraint(say: Say, { kind, value }: { kind: string; value: string }): string {
  const key = known[kind]
  return key === undefined ? `${kind} ${value}` : say(key, { value })
}

/** `array of Account`, `string or null`, the name of a schema of the document. */
export function sayType(say: Say, schema: SchemaView): string {
  if (schema.items)
    return say('schema.arrayOf', { items: schema.items.name ?? sayType(say, schema.items) })
  const { name } = schema
  const type = schema.type.replaceAll(' or ', ` ${say('schema.or')} `)
  if (type === 'any' && schema.variants) return name ?? say('schema.choice')
  return name === undefined || type === name ? type : `${name} (${type})`
}
