/** Says what of the portal can be found, in one language: guides, questions, terms, products, operations, error codes, pages. */
import type {
  Language,
  PortalText,
  PortalTexts,
  TextNode,
  TextSection,
} from '#src/domain/texts/portal-texts.ts'
import { addressIn, plainTextOf, sectionsOf, toHeading } from '#src/domain/texts/portal-texts.ts'
import type { SearchEntry } from './search-index.ts'

type Words = Readonly<Record<Language, string>>

export interface SearchedProduct {
  readonly id: string
  readonly name: Words
  readonly summary: Words
  readonly description: Words
  readonly versions: readonly {
    readonly version: string
    readonly document: {
      readonly operations: readonly {
        readonly operationId: string
        readonly method: string
        readonly path: string
        readonly summary: string
      }[]
    }
  }[]
}

interface Shelf {
  readonly texts: PortalTexts
  readonly products: readonly SearchedProduct[]
}

export function listSearchEntries(shelf: Shelf, language: Language): SearchEntry[] {
  const { texts, products } = shelf
  const at = (address: string) => addressIn(language, address)
  return [
    ...texts.guides(language).flatMap((guide) => guideEntries(guide, at(`/guides/${guide.slug}`))),
    ...questionEntries(texts.text('faq', language), at('/faq')),
    ...texts.terms(language).map(({ id, name, nodes }) => ({
      kind: 'term' as const,
      title: name,
      address: `${at('/glossary')}#${id}`,
      text: plainTextOf(nodes),
    })),
    ...products.flatMap((product) => productEntries(product, language)),
    ...texts.errorCodes().flatMap((code) => {
      const page = texts.errorPage(code, language)
      const address = at(`/errors/${code}`)
      return page
        ? [
            {
              kind: 'error' as const,
              title: code,
              address,
              text: plainTextOf(withoutHeadings(page)),
            },
          ]
        : []
    }),
    ...texts.slugs().flatMap((slug) => {
      const page = texts.text(slug, language)
      const text = page === undefined ? '' : `${page.description} ${plainTextOf(page.nodes)}`
      return page
        ? [{ kind: 'page' as const, title: page.title, address: at(`/${slug}`), text }]
        : []
    }),
  ]
}

/** The headings of error pages are the same on all of them. */
function withoutHeadings({ nodes }: PortalText): TextNode[] {
  return nodes.filter((node) => toHeading(node) === undefined)
}

/** The guide as a whole, and its sections by their own addresses. */
function guideEntries(guide: PortalText, address: string): SearchEntry[] {
  const sections = sectionsOf(guide).filter(({ nodes }) => nodes.length > 0)
  return [
    { kind: 'guide', title: guide.title, address, text: guide.description },
    ...sections.map((section) => ({
      kind: 'guide' as const,
      title: section.title,
      within: guide.title,
      address: `${address}#${section.id}`,
      text: plainTextOf(section.nodes),
    })),
  ]
}

/** A heading with text under it is a question; one without is a group of them. */
function questionEntries(faq: PortalText | undefined, address: string): SearchEntry[] {
  const questions: TextSection[] = faq
    ? sectionsOf(faq).filter(({ nodes }) => nodes.length > 0)
    : []
  return questions.map(({ id, title, nodes }) => ({
    kind: 'question',
    title,
    address: `${address}#${id}`,
    text: plainTextOf(nodes),
  }))
}

/** Operations of the newest version: older ones have the same names and would hide it. */
function productEntries(product: SearchedProduct, language: Language): SearchEntry[] {
  const { id, name, summary, description, versions } = product
  const newest = versions[0]
  const own: SearchEntry = {
    kind: 'product',
    title: name[language],
    address: addressIn(language, `/apis/${id}`),
    text: `${summary[language].replace(/\.?$/u, '.')} ${description[language]}`,
    keywords: id,
  }
  const operations = (newest?.document.operations ?? []).map(
    ({ operationId, method, path, summary: title }): SearchEntry => ({
      kind: 'operation',
      title,
      address: addressIn(language, `/apis/${id}/${newest?.version ?? ''}/${operationId}`),
      text: `${method.toUpperCase()} ${path}, ${name[language]}`,
      keywords: operationId,
    }),
  )
  return [own, ...operations]
}
