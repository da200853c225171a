/** The ways to spoil a call. Each one does a single thing, and the same thing again for the same chance. */
import { oddTexts, oddValues } from './values.ts'
import type { Draft, Headers } from './draft.ts'
import type { Source } from './values.ts'

export type Spoil = (draft: Draft, source: Source) => void

const findBodies = (draft: Draft) =>
  typeof draft.json === 'object' && draft.json !== null ? [...walk(draft.json)] : []

/** Every object and list of a value. */
function* walk(value: object): Generator<Record<string, unknown>> {
  yield value as Record<string, unknown> // a list is written by its indices
  for (const part of Object.values(value))
    if (typeof part === 'object' && part !== null) yield* walk(part)
}

const setHeader = (draft: Draft, name: string, value?: string) => {
  draft.headers = draft.headers.filter(([one]) => one.toLowerCase() !== name.toLowerCase())
  if (value !== undefined) draft.headers.push([name, value])
}

const asBytes = (draft: Draft, text: string | Buffer) => {
  draft.bytes = Buffer.from(text)
  if (!draft.headers.some(([name]) => name === 'content-type'))
    draft.headers.push(['content-type', 'application/json'])
}

/** What can stand in a header, whatever it means. */
const headerText = (text: string) => Buffer.from(text.trim()).toString('latin1')

const spoilPart = (change: (part: string, source: Source) => string): Spoil => {
  return (draft, source) => {
    const parts = draft.path.split('/')
    const at = 1 + source.chance.below(Math.max(1, parts.length - 1))
    parts[at] = change(parts[at] ?? '', source)
    draft.path = parts.join('/')
  }
}

const paths: readonly Spoil[] = [
  spoilPart((_part, { chance }) => encodeURIComponent(chance.pick(oddTexts))),
  spoilPart((_part, { chance }) => chance.uuid()),
  spoilPart(
    (part, { chance }) =>
      part + chance.pick(['%00', '%zz', '%2F..', '%c0%af', '%', ';a=b', '/', '//', '%0d%0aX:1']),
  ),
  spoilPart((part) => part.toUpperCase()),
  spoilPart((part) => part.replaceAll('-', '%2D')),
  spoilPart((_part, { chance }) => chance.pick(['..', '.', '%2e%2e', '*', '{account-id}'])),
  (draft, { chance, known }) => {
    const places = known.places(draft.operation.path).flatMap((place) => Object.entries(place))
    if (places.length === 0) return
    const [name, value] = chance.pick(places)
    const parts = draft.operation.path.split('/')
    const at = parts.indexOf(`{${name}}`)
    draft.path = draft.path
      .split('/')
      .map((part, index) => (index === at ? encodeURIComponent(value) : part))
      .join('/')
  },
]

const queries: readonly Spoil[] = [
  (draft, { chance }) => {
    const names = draft.operation.parameters.filter((one) => one.in === 'query')
    if (names.length > 0) draft.query.push([chance.pick(names).name, chance.pick(oddTexts)])
  },
  (draft) => void draft.query.shift(),
  (draft, { chance }) => {
    if (draft.query.length > 0) draft.query.push(chance.pick(draft.query))
  },
  (draft, { chance }) =>
    void draft.query.push([
      chance.pick(['__proto__', 'a[]', 'a[b]', '', '%zz', 'x'.repeat(500)]),
      chance.pick(oddTexts),
    ]),
]

const headers: readonly Spoil[] = [
  (draft, { chance }) => {
    const named = draft.headers.filter(([name]) => name !== 'content-type')
    if (named.length > 0) setHeader(draft, chance.pick(named)[0])
  },
  (draft, { chance }) => {
    const declared = draft.operation.parameters.filter((one) => one.in === 'header')
    if (declared.length > 0)
      setHeader(draft, chance.pick(declared).name, headerText(chance.pick(oddTexts)))
  },
  (draft, { chance }) => {
    if (draft.headers.length > 0) draft.headers.push([...chance.pick(draft.headers)])
  },
  (draft, { chance }) =>
    setHeader(
      draft,
      'accept',
      chance.pick([
        'text/html',
        'application/xml',
        'text/html;q=0.9, application/json;q=0',
        '*/*;q=0',
        ';;;,,q=',
        'application/*',
        'image/png, */*;q=0.1',
      ]),
    ),
  (draft, { chance }) =>
    setHeader(
      draft,
      'content-type',
      chance.pick([
        'text/plain',
        'application/xml',
        'application/json; charset=utf-16',
        'application/problem+json',
        'multipart/form-data',
        'application/x-www-form-urlencoded',
        'json',
        ';',
      ]),
    ),
  (draft, { chance }) =>
    setHeader(
      draft,
      'authorization',
      chance.pick(['Bearer', 'Bearer ', 'Basic Og==', 'Basic %%%', 'Bearer a b', 'Digest x', ' ']),
    ),
  (draft, { chance }) => setHeader(draft, 'content-encoding', chance.pick(['gzip', 'br', 'x'])),
  (draft, { chance }) =>
    setHeader(draft, 'accept-encoding', chance.pick(['gzip', 'br;q=1', 'identity;q=0', 'x'])),
]

const bodies: readonly Spoil[] = [
  (draft, { chance }) => {
    const [object] = pickWithEntries(draft, chance)
    if (object) delete object[chance.pick(Object.keys(object))]
  },
  (draft, { chance }) => {
    const [object] = pickWithEntries(draft, chance)
    if (object) object[chance.pick(Object.keys(object))] = chance.pick(oddValues)
  },
  (draft, { chance }) => {
    const found = findBodies(draft)
    if (found.length > 0) chance.pick(found)[chance.word(5)] = chance.pick(oddValues)
  },
  (draft, { chance }) => asBytes(draft, JSON.stringify(chance.pick(oddValues))),
  (draft) => {
    const text = JSON.stringify(draft.json ?? {})
    asBytes(draft, text.replace('{', '{"__proto__":{"polluted":true},'))
  },
  (draft) => {
    const text = JSON.stringify(draft.json ?? {})
    const [, first = '"a":1'] = /^\{("[^"]+":(?:true|false|null|\d+|"[^"]*"))/u.exec(text) ?? []
    asBytes(draft, text.replace('{', `{${first},${first},`))
  },
  (draft, { chance }) => {
    const deep = chance.pick([21, 500, 5_000])
    asBytes(draft, `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`)
  },
  (draft, { chance }) => {
    const deep = chance.pick([21, 30_000])
    asBytes(draft, '['.repeat(deep) + ']'.repeat(deep))
  },
  (draft, { chance }) =>
    asBytes(
      draft,
      chance.pick([
        '{',
        '{"a":}',
        '\uFEFF{}',
        "{'a':1}",
        '{"a":1}{"a":1}',
        'null',
        ' ',
        '{"a":01}',
      ]),
    ),
  (draft) => asBytes(draft, Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])),
  (draft, { chance }) =>
    asBytes(draft, JSON.stringify({ a: 'x'.repeat(60_000 + chance.below(10_000)) })),
  (draft) => {
    delete draft.json
    delete draft.bytes
  },
]

function pickWithEntries(draft: Draft, chance: Source['chance']) {
  const found = findBodies(draft).filter((object) => Object.keys(object).length > 0)
  return found.length > 0 ? [chance.pick(found)] : []
}

const methods: readonly Spoil[] = [
  (draft, { chance }) => {
    draft.method = chance.pick([
      'GET',
      'PUT',
      'POST',
      'DELETE',
      'PATCH',
      'HEAD',
      'OPTIONS',
      'TRACE',
    ])
  },
]

const groups = [paths, queries, headers, headers, bodies, bodies, methods]

/** One way to spoil this call; another's credentials are among them. */
export function pickSpoil(
  { chance }: Source,
  operation: Draft['operation'],
  others: readonly Headers[],
) {
  if (chance.happens(10)) {
    const shown = chance.pick(others)
    return (draft: Draft) => {
      setHeader(draft, 'authorization')
      for (const [name, value] of Object.entries(shown)) setHeader(draft, name, value)
    }
  }
  const hasBody = operation.body !== undefined
  const group = hasBody && chance.happens(30) ? bodies : chance.pick(groups)
  return chance.pick(group)
}

const hugeBytes = 10 * 1024 * 1024

/** Too slow to be sent often. */
export const sendHuge: Spoil = (draft) => {
  asBytes(draft, Buffer.alloc(hugeBytes, 0x20))
}
