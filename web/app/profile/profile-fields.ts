/** Turns the JSON Schema of bank profiles into groups of fields, and reads and writes values by a field's path. It knows no single field. */

export type FieldShape =
  | { kind: 'number'; min: number; max: number }
  | { kind: 'flag' }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'choices'; choices: readonly string[] }
  /** Whatever the schema says beyond these: written as JSON. */
  | { kind: 'json' }

export interface ProfileField {
  /** Names from the top, joined by dots. */
  path: string
  shape: FieldShape
}

export interface ProfileGroup {
  /** Empty for fields that stand at the top. */
  path: string
  fields: ProfileField[]
}

/** What is read of a schema; the rest of JSON Schema does not matter here. */
interface Schema {
  type?: string
  minimum?: number
  maximum?: number
  enum?: string[]
  items?: Schema
  properties?: Record<string, Schema>
}

/** In the order of the schema; fields at the top come last. */
export function toGroups(schema: unknown): ProfileGroup[] {
  const parts = Object.entries((schema as Schema).properties ?? {}) // made by us, from the profile's own schema
  const groups = parts.flatMap(([path, part]) =>
    part.properties === undefined ? [] : [{ path, fields: toFields(path, part) }],
  )
  const atTop = parts.flatMap(([path, part]) =>
    part.properties === undefined ? toFields(path, part) : [],
  )
  return atTop.length === 0 ? groups : [...groups, { path: '', fields: atTop }]
}

function toFields(path: string, schema: Schema): ProfileField[] {
  if (schema.properties === undefined) return [{ path, shape: toShape(schema) }]
  return Object.entries(schema.properties).flatMap(([name, part]) =>
    toFields(`${path}.${name}`, part),
  )
}

function toShape({ type, enum: choices, items, minimum, maximum }: Schema): FieldShape {
  if (choices !== undefined) return { kind: 'choice', choices }
  if (type === 'array' && items?.enum !== undefined) return { kind: 'choices', choices: items.enum }
  if (type === 'integer' && minimum !== undefined && maximum !== undefined)
    return { kind: 'number', min: minimum, max: maximum }
  return type === 'boolean' ? { kind: 'flag' } : { kind: 'json' }
}

export function valueAt(profile: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        isObject(value) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined,
      profile,
    )
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The fields of a form as a profile. What can not be read stays as it was written, for the API to refuse. */
export function readProfile(form: FormData, groups: readonly ProfileGroup[]): object {
  const profile: Record<string, unknown> = {}
  for (const { path, shape } of groups.flatMap(({ fields }) => fields)) {
    const value = readValue(form.getAll(path).map(String), shape)
    if (value !== undefined) setAt(profile, path.split('.'), value)
  }
  return profile
}

function readValue(written: string[], { kind }: FieldShape): unknown {
  const [first = ''] = written
  if (kind === 'flag') return first === 'yes'
  if (kind === 'choices') return [...new Set(written.filter((one) => one !== ''))]
  if (kind === 'choice') return first
  const text = first.trim()
  if (kind === 'number') return /^-?\d{1,15}$/u.test(text) ? Number(text) : text
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function setAt(target: Record<string, unknown>, [name = '', ...rest]: string[], value: unknown) {
  if (rest.length === 0) {
    target[name] = value
    return
  }
  const below = target[name]
  const inner = isObject(below) ? below : {}
  target[name] = inner
  setAt(inner, rest, value)
}

/** The field that a JSON Pointer leads to or into; undefined for a place above all fields. */
export function fieldOf(
  pointer: string,
  groups: readonly ProfileGroup[],
): ProfileField | undefined {
  const place = pointer.slice(1).replaceAll('/', '.')
  const fields = groups.flatMap((group) => group.fields)
  return fields.find(({ path }) => place === path || place.startsWith(`${path}.`))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
