/** The texts of the portal as plain data, so that they can travel to a thread, and back into what answers for them. */
import { textLanguages } from './portal-texts.ts'
import type { Guide, PortalText, PortalTexts, Term, TextNode } from './portal-texts.ts'
import type { ProductTextKind } from './portal-texts.ts'

const kinds: readonly ProductTextKind[] = ['restrictions', 'security', 'authorization']

interface Shelf {
  readonly pages: ReadonlyMap<string, PortalText>
  readonly guides: readonly Guide[]
  readonly terms: readonly Term[]
  readonly errors: ReadonlyMap<string, PortalText>
  readonly products: ReadonlyMap<string, readonly TextNode[]>
}

export interface TextsData {
  readonly shelves: ReadonlyMap<string, Shelf>
  readonly errorCodes: readonly string[]
  readonly slugs: readonly string[]
}

export function toTextsData(texts: PortalTexts, productIds: readonly string[]): TextsData {
  const [slugs, errorCodes] = [texts.slugs(), texts.errorCodes()]
  const shelves = textLanguages.map(
    (language) =>
      [
        language,
        {
          pages: found(slugs, (slug) => texts.text(slug, language)),
          guides: texts.guides(language),
          terms: texts.terms(language),
          errors: found(errorCodes, (code) => texts.errorPage(code, language)),
          products: found(
            productIds.flatMap((id) => kinds.map((kind) => `${id}/${kind}`)),
            (place) => {
              const [id = '', kind] = place.split('/')
              // Joined of these very two above.
              return texts.productText(id, kind as ProductTextKind, language)
            },
          ),
        },
      ] as const,
  )
  return { shelves: new Map(shelves), errorCodes, slugs }
}

function found<Value>(
  names: readonly string[],
  find: (name: string) => Value | undefined,
): Map<string, Value> {
  const entries = names.map((name) => [name, find(name)] as const)
  return new Map(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

export function fromTextsData({ shelves, errorCodes, slugs }: TextsData): PortalTexts {
  const shelfOf = (language: string) => shelves.get(language) ?? shelves.get('en')
  return {
    text: (slug, language) => shelfOf(language)?.pages.get(slug),
    guides: (language) => shelfOf(language)?.guides ?? [],
    terms: (language) => shelfOf(language)?.terms ?? [],
    errorPage: (code, language) => shelfOf(language)?.errors.get(code),
    errorCodes: () => errorCodes,
    productText: (id, kind, language) => shelfOf(language)?.products.get(`${id}/${kind}`),
    slugs: () => slugs,
  }
}
