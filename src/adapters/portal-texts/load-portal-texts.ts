/** Reads every text of the portal once, at start, and refuses them all when one is broken. It draws nothing. */
import { join } from 'node:path'
import type { ProductAddresses } from '#src/domain/texts/site-addresses.ts'
import type {
  Guide,
  Language,
  PortalText,
  PortalTexts,
  ProductTextKind,
  Term,
  TextNode,
} from '#src/domain/texts/portal-texts.ts'
import { guideGroups, plainTextOf, sectionsOf } from '#src/domain/texts/portal-texts.ts'
import { openPages, ownPages, productAddressesOf } from '#src/domain/texts/site-addresses.ts'
import { findDeadLinks } from './check-links.ts'
import { createTermLinker } from './link-terms.ts'
import type { TermLinker } from './link-terms.ts'
import { parseText } from './parse-text.ts'
import type { ParsedText, TextVariables } from './parse-text.ts'
import { findUntranslated, isGuide, readFacts, readTexts, slugOf, toShown } from './read-texts.ts'
import type { TextFacts, TextFile } from './read-texts.ts'
import { PortalTextsError } from './texts-error.ts'
import type { TextProblem } from './texts-error.ts'

export interface TextsProduct extends ProductAddresses {
  readonly texts: Readonly<Record<ProductTextKind, Readonly<Record<Language, string>>>>
}

export interface PortalTextsFolders {
  readonly portal: string
  readonly errors: string
  /** What a bank says in its own words; a file of the same name replaces the portal's. */
  readonly bank: string
  /** Where the pack keeps the texts of its products; only to name a file in a fault. */
  readonly products: string
}

export interface PortalTextsOptions {
  readonly folders: PortalTextsFolders
  readonly variables: Readonly<Record<Language, TextVariables>>
  readonly products: readonly TextsProduct[]
  /** Slugs of texts that pages are made of. */
  readonly required: readonly string[]
}

interface Entry {
  readonly kind: 'page' | 'error' | 'product'
  /** `about`, `guides/apps`, `FORMAT_ERROR` or `accounts/security`. */
  readonly place: string
  readonly address: string
  readonly parsed: ParsedText
  readonly facts: TextFacts
}

/** Throws `PortalTextsError` with every fault. */
export async function loadPortalTexts(options: PortalTextsOptions): Promise<PortalTexts> {
  const problems: TextProblem[] = []
  const entries = [
    ...(await readPages(options, problems)),
    ...(await readErrors(options, problems)),
    ...readProducts(options),
  ]
  problems.push(...entries.flatMap(({ parsed }) => parsed.problems))
  problems.push(...findAllDeadLinks(entries, options.products))
  if (problems.length > 0) throw new PortalTextsError(problems)
  return serve(entries)
}

function parse(file: TextFile, { variables }: PortalTextsOptions): ParsedText {
  return parseText(file, variables[file.language])
}

async function readPages(options: PortalTextsOptions, problems: TextProblem[]): Promise<Entry[]> {
  const { folders } = options
  const general = await readTexts(folders.portal, 'guides')
  const own = await readTexts(folders.bank, 'guides')
  const isReplaced = (file: TextFile) =>
    own.files.some((one) => one.place === file.place && one.language === file.language)
  const files = [...general.files.filter((file) => !isReplaced(file)), ...own.files]
  problems.push(...general.problems, ...own.problems, ...findUntranslated(files))
  problems.push(...findMissing(files, options))
  return files.map((file) => {
    const parsed = parse(file, options)
    const read = readFacts(parsed, file.place)
    problems.push(...read.problems)
    const { place } = file
    return { kind: 'page', place, address: `/${place}`, parsed, facts: read.facts }
  })
}

function findMissing(
  files: readonly TextFile[],
  { required, folders }: PortalTextsOptions,
): TextProblem[] {
  return required
    .filter((slug) => !files.some(({ place }) => place === slug))
    .map((slug) => ({
      file: toShown(join(folders.portal, `${slug}.en.md`)),
      reason: 'is not there, but a page is made of it',
    }))
}

/** Pages of error codes have no facts at their top: the code is the title, the first words describe it. */
async function readErrors(options: PortalTextsOptions, problems: TextProblem[]): Promise<Entry[]> {
  const { files, problems: misnamed } = await readTexts(options.folders.errors)
  problems.push(...misnamed, ...findUntranslated(files))
  return files.map((file) => {
    const whole = parse(file, options)
    const nodes = whole.nodes.slice(1)
    if (whole.headings[0]?.level !== 1)
      problems.push({ file: file.file, line: 1, reason: 'does not begin with its code as heading' })
    const parsed = { ...whole, nodes, headings: whole.headings.slice(1) }
    const title = whole.headings[0]?.title ?? file.place
    const facts = { title, description: plainTextOf(nodes.slice(0, 1)) }
    return { kind: 'error', place: file.place, address: `/errors/${file.place}`, parsed, facts }
  })
}

function readProducts(options: PortalTextsOptions): Entry[] {
  return options.products.flatMap(({ id, texts }) =>
    Object.entries(texts).flatMap(([kind, localized]) =>
      (['en', 'sv'] as const).map((language): Entry => {
        const file = toShown(join(options.folders.products, id, `${kind}.${language}.md`))
        const place = `${id}/${kind}`
        const parsed = parse({ file, place, language, source: localized[language] }, options)
        const facts = { title: '', description: '' }
        return { kind: 'product', place, address: `/apis/${id}`, parsed, facts }
      }),
    ),
  )
}

function findAllDeadLinks(
  entries: readonly Entry[],
  products: readonly ProductAddresses[],
): TextProblem[] {
  const texts = entries.filter(({ kind }) => kind !== 'product')
  const pages = new Set([
    ...openPages,
    ...ownPages,
    ...productAddressesOf(products),
    ...texts.map(({ address }) => address),
  ])
  const ids = new Map(
    texts.map(({ address, parsed }) => [
      `${address} ${parsed.language}`,
      new Set(parsed.headings.map(({ id }) => id)),
    ]),
  )
  const idsOf = (address: string, language: Language) => ids.get(`${address} ${language}`)
  return entries.flatMap(({ parsed, address }) => findDeadLinks(parsed, address, { pages, idsOf }))
}

function serve(entries: readonly Entry[]): PortalTexts {
  const shelves = { en: createShelf(entries, 'en'), sv: createShelf(entries, 'sv') }
  const shelfOf = (language: string) => (language === 'sv' ? shelves.sv : shelves.en)
  const codes = [...shelves.en.errors.keys()].toSorted()
  const slugs = [...shelves.en.pages.keys()]
  return {
    text: (slug, language) => shelfOf(language).pages.get(slug),
    guides: (language) => shelfOf(language).guides,
    terms: (language) => shelfOf(language).terms,
    errorPage: (code, language) => shelfOf(language).errors.get(code),
    errorCodes: () => codes,
    productText: (id, kind, language) => shelfOf(language).products.get(`${id}/${kind}`),
    slugs: () => slugs,
  }
}

interface Shelf {
  readonly pages: ReadonlyMap<string, PortalText>
  readonly guides: readonly Guide[]
  readonly terms: readonly Term[]
  readonly errors: ReadonlyMap<string, PortalText>
  readonly products: ReadonlyMap<string, readonly TextNode[]>
}

function createShelf(all: readonly Entry[], language: Language): Shelf {
  const entries = all.filter(({ parsed }) => parsed.language === language)
  const glossary = entries.find(({ kind, place }) => kind === 'page' && place === 'glossary')
  const plainTerms = glossary ? termsOf(glossary.parsed) : []
  const linker = createTermLinker(plainTerms, language)
  const toText = (entry: Entry) => linkedText(entry, linker)
  const pages = entries.filter(({ kind, place }) => kind === 'page' && !isGuide(place))
  const guides = entries.filter(({ kind, place }) => kind === 'page' && isGuide(place))
  return {
    pages: new Map(pages.map((entry) => [entry.place, toText(entry)])),
    guides: guides.map((entry) => toGuide(toText(entry), entry.facts)).toSorted(byGroup),
    terms: plainTerms.map((term) => ({ ...term, nodes: linker.link(term.nodes, [term.id]) })),
    errors: new Map(
      entries.filter(({ kind }) => kind === 'error').map((entry) => [entry.place, toText(entry)]),
    ),
    products: new Map(
      entries
        .filter(({ kind }) => kind === 'product')
        .map(({ place, parsed }) => [place, linker.link(parsed.nodes)]),
    ),
  }
}

/** Each heading of the third level in the glossary is a term. */
function termsOf(parsed: ParsedText): Term[] {
  return sectionsOf(parsed)
    .filter(({ level }) => level === 3)
    .map(({ id, title, nodes }) => ({ id, name: title, nodes }))
}

function linkedText({ place, parsed, facts }: Entry, linker: TermLinker): PortalText {
  const { title, description } = facts
  const nodes = place === 'glossary' ? parsed.nodes : linker.link(parsed.nodes)
  return { slug: slugOf(place), title, description, nodes, headings: parsed.headings }
}

/** A guide without group or order was refused when its facts were read. */
function toGuide(text: PortalText, { group = 'about', order = 0 }: TextFacts): Guide {
  return { ...text, group, order }
}

function byGroup(left: Guide, right: Guide): number {
  const groups = guideGroups.indexOf(left.group) - guideGroups.indexOf(right.group)
  return groups || left.order - right.order || left.slug.localeCompare(right.slug)
}
