/** Draws parsed Markdown as React elements, so that no text can become markup of its own. */
import { type Block, parseBlocks, parseSpans } from './parse-markdown.ts'

export function Markdown({ text }: { text: string }) {
  return parseBlocks(text).map((block, index) => (
    <MarkdownBlock key={String(index)} block={block} />
  ))
}

function MarkdownBlock({ block }: { block: Block }) {
  if (block.kind === 'code')
    return (
      <pre tabIndex={0}>
        <code>{block.text}</code>
      </pre>
    )
  if (block.kind === 'paragraph')
    return (
      <p>
        <Spans text={block.text} />
      </p>
    )
  if (block.kind === 'heading') {
    const Heading = block.level === 1 ? 'h1' : block.level === 2 ? 'h2' : 'h3'
    return (
      <Heading>
        <Spans text={block.text} />
      </Heading>
    )
  }
  const List = block.isOrdered ? 'ol' : 'ul'
  return (
    <List>
      {block.items.map((item) => (
        <li key={item}>
          <Spans text={item} />
        </li>
      ))}
    </List>
  )
}

/** Text within a line: code, emphasis and links, no blocks. */
export function Spans({ text }: { text: string }) {
  return parseSpans(text).map((span, index) => {
    const key = `${index} ${span.text}`
    if (span.kind === 'code') return <code key={key}>{span.text}</code>
    if (span.kind === 'strong') return <strong key={key}>{span.text}</strong>
    if (span.kind === 'link')
      return (
        <a key={key} href={span.href}>
          {span.text}
        </a>
      )
    return span.text
  })
}
