/** Draws a checked text. Only the elements named here exist; whatever else a tree holds is shown as its words. */
import type { ReactNode } from 'react'
import type { TextElement, TextNode } from '../portal-context.ts'

export function TextTree({ nodes }: { nodes: readonly TextNode[] }) {
  return nodes.map((node, index) => <Piece key={String(index)} node={node} />)
}

const plain = [
  'p',
  'ul',
  'ol',
  'li',
  'strong',
  'em',
  's',
  'code',
  'blockquote',
  'hr',
  'br',
] as const
const ofTables = ['thead', 'tbody', 'tr', 'th', 'td'] as const
const drawnPlainly: ReadonlySet<string> = new Set([...plain, ...ofTables])
const withoutContent: ReadonlySet<string> = new Set(['hr', 'br'])

function Piece({ node }: { node: TextNode }): ReactNode {
  if (typeof node === 'string') return node
  const { name } = node
  const inside = <TextTree nodes={node.children} />
  if (/^h[2-5]$/u.test(name)) return <Heading node={node} />
  if (name === 'a') return <TextLink node={node} />
  if (name === 'pre') return <Code node={node} />
  if (name === 'table')
    return (
      <div className="scroll" tabIndex={0}>
        <table>{inside}</table>
      </div>
    )
  if (name === 'note') return <div className="note">{inside}</div>
  if (!drawnPlainly.has(name)) return inside
  // The set above holds names of plain elements only.
  const Plain = name as (typeof plain)[number]
  return withoutContent.has(name) ? <Plain /> : <Plain>{inside}</Plain>
}

function Heading({ node }: { node: TextElement }) {
  // The pattern above lets these names in only.
  const Level = node.name as 'h2' | 'h3' | 'h4' | 'h5'
  return (
    <Level id={String(node.attributes['id'])}>
      <TextTree nodes={node.children} />
    </Level>
  )
}

/** The addresses were checked when the texts were read. */
function TextLink({ node }: { node: TextElement }) {
  return (
    <a
      href={String(node.attributes['href'])}
      className={node.attributes['isTerm'] === true ? 'term' : undefined}
    >
      <TextTree nodes={node.children} />
    </a>
  )
}

function Code({ node }: { node: TextElement }) {
  const text = node.children.filter((child) => typeof child === 'string').join('')
  return (
    <pre tabIndex={0}>
      <code>{text.replace(/\n$/u, '')}</code>
    </pre>
  )
}
