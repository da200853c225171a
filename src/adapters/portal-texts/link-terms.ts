/** Links the terms of the glossary where they first occur in a text. Headings, code and links are left as they are. */
import type { Language, TextElement, TextNode } from '#src/domain/texts/portal-texts.ts'
import { addressIn } from '#src/domain/texts/portal-texts.ts'

export interface NamedTerm {
  readonly id: string
  readonly name: string
}

export interface TermLinker {
  /** Links each term once; those in `without` not at all. */
  link(nodes: readonly TextNode[], without?: readonly string[]): TextNode[]
}

const untouched = /^(?:h[1-6]|a|code|pre|th)$/u
const special = /[.*+?^${}()|[\]\\/]/gu

/** A linker for texts of one language. */
export function createTermLinker(terms: readonly NamedTerm[], language: Language): TermLinker {
  const spoken = terms
    .map(({ id, name }) => ({ id, name: name.replace(/\s*\([^)]*\)$/u, '') }))
    // The longer first: “access token” is not a token.
    .toSorted((left, right) => right.name.length - left.name.length)
  const idOf = new Map(spoken.map(({ id, name }) => [toKey(name), id]))
  const names = spoken.map(({ name }) => name.replaceAll(special, '\\$&'))
  const pattern =
    names.length === 0
      ? /(?!)/u
      : new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${names.join('|')})(?![\\p{L}\\p{N}_-])`, 'giu')
  return {
    link(nodes, without = []) {
      const used = new Set(without)
      const find = (text: string): TextNode[] => {
        const parts: TextNode[] = []
        let at = 0
        for (const match of text.matchAll(pattern)) {
          const id = idOf.get(toKey(match[0]))
          if (id === undefined || used.has(id) || isPartOfName(text, match)) continue
          used.add(id)
          parts.push(text.slice(at, match.index), toLink(id, match[0], language))
          at = match.index + match[0].length
        }
        return [...parts, text.slice(at)].filter((part) => part !== '')
      }
      const walk = (node: TextNode): TextNode[] => {
        if (typeof node === 'string') return find(node)
        if (untouched.test(node.name)) return [node]
        return [{ ...node, children: node.children.flatMap(walk) }]
      }
      return nodes.flatMap(walk)
    },
  }
}

/** “Client” in “Client ID” is not the client: words in capitals after one in capitals are one name. */
function isPartOfName(text: string, { 0: found, index }: RegExpExecArray): boolean {
  return /^\p{Lu}\p{Ll}/u.test(found) && /^ \p{Lu}/u.test(text.slice(index + found.length))
}

/** An abbreviation is itself only in capitals; other terms also begin a sentence. */
function toKey(name: string): string {
  return /^[\p{Lu}\p{N}-]{2,8}$/u.test(name) ? name : name.toLowerCase()
}

function toLink(id: string, text: string, language: Language): TextElement {
  const href = `${addressIn(language, '/glossary')}#${id}`
  return { name: 'a', attributes: { href, isTerm: true }, children: [text] }
}
