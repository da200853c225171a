/** The small part of Markdown that the product's own texts use: headings, paragraphs, lists, code. It makes no HTML. */

export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; isOrdered: boolean; items: string[] }
  | { kind: 'code'; text: string }

export type Span =
  | { kind: 'text' | 'code' | 'strong'; text: string }
  | { kind: 'link'; text: string; href: string }

export function parseBlocks(markdown: string): Block[] {
  const fences = markdown.replaceAll('\r\n', '\n').split(/^```[^\n]*\n?/mu)
  return fences.flatMap((part, index) =>
    index % 2 === 1
      ? [{ kind: 'code' as const, text: part.replace(/\n$/u, '') }]
      : part.split(/\n\s*\n|(?<=^#{1,4} .*)\n/mu).flatMap(parseBlock),
  )
}

const listItem = /^\s*(?:[-*]|\d+\.)\s+/u

function parseBlock(text: string): Block[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const heading = /^(#{1,4}) +(.*)$/u.exec(trimmed)
  if (heading)
    return [{ kind: 'heading', level: (heading[1] ?? '#').length, text: heading[2] ?? '' }]
  if (!listItem.test(trimmed)) return [{ kind: 'paragraph', text: joined(trimmed) }]
  const items = trimmed
    .split(/\n(?=\s*(?:[-*]|\d+\.)\s)/u)
    .map((item) => joined(item.replace(listItem, '')))
  return [{ kind: 'list', isOrdered: /^\d/u.test(trimmed), items }]
}

function joined(text: string): string {
  return text.replaceAll(/\s*\n\s*/gu, ' ')
}

const spanPattern = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^()\s]+)\)/gu

export function parseSpans(text: string): Span[] {
  const spans: Span[] = []
  let at = 0
  for (const match of text.matchAll(spanPattern)) {
    if (match.index > at) spans.push({ kind: 'text', text: text.slice(at, match.index) })
    spans.push(toSpan(match))
    at = match.index + match[0].length
  }
  if (at < text.length) spans.push({ kind: 'text', text: text.slice(at) })
  return spans
}

function toSpan([whole, code, strong, label, href]: RegExpExecArray): Span {
  if (code !== undefined) return { kind: 'code', text: code }
  if (strong !== undefined) return { kind: 'strong', text: strong }
  const isSafe = /^(?:https:\/\/|#|\/(?!\/))/u.test(href ?? '')
  return isSafe
    ? { kind: 'link', text: label ?? '', href: href ?? '' }
    : { kind: 'text', text: whole }
}
