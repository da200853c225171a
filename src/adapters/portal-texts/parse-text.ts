/** Makes a plain tree of one Markdoc text and says what is wrong with it. It opens no file and judges no link. */
import Markdoc from '@markdoc/markdoc'
import type { Config, Node, RenderableTreeNode } from '@markdoc/markdoc'
import type {
  Language,
  TextElement,
  TextHeading,
  TextNode,
} from '#src/domain/texts/portal-texts.ts'
import { addressIn, plainTextOf, toHeading } from '#src/domain/texts/portal-texts.ts'
import type { TextProblem } from './texts-error.ts'

export interface TextSource {
  readonly file: string
  readonly language: Language
  readonly source: string
}

export interface TextLink {
  readonly href: string
  readonly line: number
}

export interface ParsedText {
  readonly file: string
  readonly language: Language
  readonly frontmatter: string
  readonly nodes: readonly TextNode[]
  readonly headings: readonly TextHeading[]
  /** Language-free, as they are written. */
  readonly links: readonly TextLink[]
  readonly problems: readonly TextProblem[]
}

export type TextVariables = Readonly<Record<string, string>>

const config: Config = {
  nodes: {
    ...Markdoc.nodes,
    document: { ...Markdoc.nodes.document, render: 'document' },
    image: {
      ...Markdoc.nodes.image,
      validate: () => [
        { id: 'image', level: 'error', message: 'a text holds no pictures: say it in words' },
      ],
    },
  },
  // Markdoc's own tags but the table are left out: a text decides nothing and includes nothing.
  tags: { table: Markdoc.tags['table'] ?? {}, note: { render: 'note', attributes: {} } },
  functions: {},
}

const tokenizer = new Markdoc.Tokenizer({ allowComments: true })

export function parseText(text: TextSource, variables: TextVariables): ParsedText {
  const { file, language, source } = text
  const ast = Markdoc.parse(tokenizer.tokenize(source), file)
  const whole = { ...config, variables: { ...variables } }
  const faults = Markdoc.validate(ast, whole).map(({ lines, error }) => ({
    file,
    line: (lines[0] ?? 0) + 1,
    reason: error.message,
  }))
  const ids = createIds()
  const nodes = toNodes(Markdoc.transform(ast, whole), language, ids)
  const headings = nodes.flatMap((node) => toHeading(node) ?? [])
  const repeated = ids
    .repeated()
    .map((id) => ({ file, reason: `two headings have the id ${id}: give one an id of its own` }))
  return {
    file,
    language,
    frontmatter: String(ast.attributes['frontmatter'] ?? ''),
    nodes,
    headings,
    links: linksOf(ast),
    problems: [...faults, ...repeated],
  }
}

function linksOf(ast: Node): TextLink[] {
  return [...ast.walk()]
    .filter((node) => node.type === 'link')
    .map((node) => ({
      href: String(node.attributes['href'] ?? ''),
      line: (node.location?.start.line ?? node.lines[0] ?? 0) + 1,
    }))
}

interface Ids {
  idOf(element: TextElement): string
  repeated(): string[]
}

/** A heading's own id, or one made of its words. */
function createIds(): Ids {
  const seen = new Map<string, number>()
  return {
    idOf({ attributes, children }) {
      const id = String(attributes['id'] ?? toSlug(plainTextOf(children)))
      seen.set(id, (seen.get(id) ?? 0) + 1)
      return id
    },
    repeated: () => [...seen].filter(([, count]) => count > 1).map(([id]) => id),
  }
}

function toSlug(title: string): string {
  const plain = title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-|-$/gu, '')
}

/** Markdoc answers one node, a list, or nothing; text comes as strings and numbers. */
function toNodes(
  tree: RenderableTreeNode | RenderableTreeNode[],
  language: Language,
  ids: Ids,
): TextNode[] {
  if (Array.isArray(tree)) return joinStrings(tree.flatMap((one) => toNodes(one, language, ids)))
  if (tree === null || tree === undefined || typeof tree === 'boolean') return []
  if (typeof tree === 'string' || typeof tree === 'number') return [String(tree)]
  if (!Markdoc.Tag.isTag(tree)) return []
  const children = joinStrings(tree.children.flatMap((one) => toNodes(one, language, ids)))
  if (tree.name === 'document') return children
  const element = { name: tree.name, attributes: plainAttributes(tree.attributes), children }
  return [finish(element, language, ids)]
}

function finish(element: TextElement, language: Language, ids: Ids): TextElement {
  const { name, attributes } = element
  if (/^h[1-6]$/u.test(name)) {
    const children = trimEnd(element.children)
    return { name, attributes: { id: ids.idOf(element) }, children }
  }
  const href = attributes['href']
  if (name !== 'a' || typeof href !== 'string') return element
  return { ...element, attributes: { ...attributes, href: addressIn(language, href) } }
}

/** The space between a heading and its annotation is no part of the heading. */
function trimEnd(children: readonly TextNode[]): TextNode[] {
  const last = children.at(-1)
  return typeof last === 'string' ? [...children.slice(0, -1), last.trimEnd()] : [...children]
}

function plainAttributes(attributes: Readonly<Record<string, unknown>>): TextElement['attributes'] {
  const plain = Object.entries(attributes).filter(
    (entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
  )
  return Object.fromEntries(plain)
}

function joinStrings(nodes: readonly TextNode[]): TextNode[] {
  const joined: TextNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (typeof node === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + node
    else joined.push(node)
  }
  return joined
}
