/** Parses YAML of strangers: bounded aliases, every name once. It checks no content. */
import { isScalar, parseDocument, visit } from 'yaml'
import type { YAMLMap } from 'yaml'

/** A small text of aliases can stand for a huge one. */
const aliasesMax = 100

/** Throws what is not one well-formed document with plain names, each once. */
export function parseYaml(text: string): unknown {
  // The library compares each name with every other one; ours are looked up.
  const document = parseDocument(text, { uniqueKeys: false, schema: 'core', prettyErrors: false })
  const [wrong] = document.errors
  if (wrong) throw wrong
  visit(document, { Map: (_key, map) => assertNames(map) })
  return document.toJS({ maxAliasCount: aliasesMax })
}

function assertNames({ items }: YAMLMap) {
  const names = new Set<string>()
  for (const { key } of items) {
    if (!isScalar(key)) throw new Error('a name is a text')
    const name = String(key.value)
    if (names.has(name)) throw new Error(`the name ${name} stands twice`)
    names.add(name)
  }
}
