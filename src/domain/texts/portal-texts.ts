/** The texts of the portal as plain trees, and the words for them. It knows no file, no Markdown and no page. */

export type Language = 'en' | 'sv'

export const textLanguages: readonly Language[] = ['en', 'sv']

export type TextNode = string | TextElement

/** A piece of a text: a paragraph, a link, a table. Plain data, so that it can travel to the pages. */
export interface TextElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly children: readonly TextNode[]
}

export interface TextHeading {
  readonly id: string
  readonly level: number
  readonly title: string
}

export interface PortalText {
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly nodes: readonly TextNode[]
  readonly headings: readonly TextHeading[]
}

/** The groups of guides in the order in which a newcomer needs them. */
export const guideGroups = ['start', 'use', 'live', 'account', 'about'] as const
export type GuideGroup = (typeof guideGroups)[number]

export interface Guide extends PortalText {
  readonly group: GuideGroup
  readonly order: number
}

export interface Term {
  readonly id: string
  readonly name: string
  readonly nodes: readonly TextNode[]
}

export type ProductTextKind = 'restrictions' | 'security' | 'authorization'

/** Everything the portal has to say, read and checked once. */
export interface PortalTexts {
  text(slug: string, language: string): PortalText | undefined
  /** In the order of their groups, and inside a group in their own. */
  guides(language: string): readonly Guide[]
  terms(language: string): readonly Term[]
  errorPage(code: string, language: string): PortalText | undefined
  errorCodes(): readonly string[]
  productText(
    productId: string,
    kind: ProductTextKind,
    language: string,
  ): readonly TextNode[] | undefined
  /** Slugs of the pages that stand at the top. */
  slugs(): readonly string[]
}

/** What a reader would read aloud, without markup. */
export function plainTextOf(nodes: readonly TextNode[]): string {
  const words = (node: TextNode): string => {
    if (typeof node === 'string') return node
    const inner = node.children.map(words).join('')
    return inlineNames.has(node.name) ? inner : ` ${inner} `
  }
  return nodes.map(words).join('').replaceAll(/\s+/gu, ' ').trim()
}

const inlineNames = new Set(['a', 'strong', 'em', 'code', 's'])

export interface TextSection extends TextHeading {
  readonly nodes: readonly TextNode[]
}

/** The text under each heading, up to the next one; what stands before the first heading belongs to none. */
export function sectionsOf(text: Pick<PortalText, 'nodes'>): TextSection[] {
  const sections: (TextHeading & { nodes: TextNode[] })[] = []
  for (const node of text.nodes) {
    const heading = toHeading(node)
    if (heading) sections.push({ ...heading, nodes: [] })
    else sections.at(-1)?.nodes.push(node)
  }
  return sections
}

export function toHeading(node: TextNode): TextHeading | undefined {
  if (typeof node === 'string' || !/^h[1-6]$/u.test(node.name)) return undefined
  return {
    id: String(node.attributes['id'] ?? ''),
    level: Number(node.name.slice(1)),
    title: plainTextOf(node.children),
  }
}

/** A language-free address of this site as the reader of a language meets it. */
export function addressIn(language: Language, address: string): string {
  if (language === 'en' || !address.startsWith('/') || isForMachines(address)) return address
  return address === '/' ? '/sv' : `/sv${address}`
}

/** Addresses that are the same in every language: interfaces, files, downloads. */
export function isForMachines(address: string): boolean {
  return /^\/(?:api|sandbox|live|assets|\.well-known)\/|\.(?:json|yaml|xml|txt|pem|svg)(?:[?#]|$)/u.test(
    address,
  )
}
