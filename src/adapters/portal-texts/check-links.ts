/** Judges the links of the texts: each must lead to a page, and to a heading that is there in the same language. */
import type { Language } from '#src/domain/texts/portal-texts.ts'
import { isForMachines } from '#src/domain/texts/portal-texts.ts'
import type { ParsedText } from './parse-text.ts'
import type { TextProblem } from './texts-error.ts'

export interface KnownAddresses {
  /** Every page, free of language. */
  readonly pages: ReadonlySet<string>
  /** The ids of the headings of a page; undefined for pages that are no texts, which are taken at their word. */
  idsOf(address: string, language: Language): ReadonlySet<string> | undefined
}

/** `address` is the page that the text stands on, for links inside it. */
export function findDeadLinks(
  parsed: ParsedText,
  address: string,
  known: KnownAddresses,
): TextProblem[] {
  const { file, language, links } = parsed
  return links.flatMap(({ href, line }) => {
    const reason = faultOf(href.startsWith('#') ? address + href : href, language, known)
    return reason === undefined ? [] : [{ file, line, reason: `the link ${href} ${reason}` }]
  })
}

function faultOf(href: string, language: Language, known: KnownAddresses): string | undefined {
  if (isElsewhere(href)) return undefined
  if (!/^\/(?!\/)/u.test(href)) return 'must begin with https://, mailto:, / or #'
  if (isForMachines(href)) return undefined
  const [path = '', id] = href.split('#', 2)
  const page = path.split('?', 1)[0] ?? ''
  if (/^\/sv(?:\/|$)/u.test(page)) return 'names a language: leave out /sv, it is added for Swedish'
  if (!known.pages.has(page)) return 'leads to no page'
  if (id === undefined || known.idsOf(page, language)?.has(id) !== false) return undefined
  return `leads to no heading: ${page} has no #${id} in this language`
}

function isElsewhere(href: string): boolean {
  return /^https:\/\/[^/\s]+\.[^/\s]+|^mailto:[^@\s]+@[^@\s]+$/u.test(href)
}
