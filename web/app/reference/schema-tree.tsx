/** A schema as an explorable tree: names, types, what is required, what limits it. It opens and closes without script. */
import type { SchemaView } from '../api/portal-types.ts'
import { Markdown } from '../ui/markdown.tsx'
import { useReading } from '../ui/reading.ts'
import { sayConstraint, sayType } from './schema-words.ts'

/** How deep a page draws; below that the name of the schema stands. */
const depthMax = 6

interface SchemaTreeProps {
  schema: SchemaView
  /** Open to this depth when the page is loaded. */
  openTo?: number
}

export function SchemaTree({ schema, openTo = 1 }: SchemaTreeProps) {
  return (
    <div className="schema">
      <SchemaFacts schema={schema} />
      <Words text={schema.description} />
      <Inside schema={schema} depth={0} openTo={openTo} />
    </div>
  )
}

/** What the document says of a schema, in the document's language. */
function Words({ text }: { text: string | undefined }) {
  if (text === undefined) return null
  return (
    <div className="small words" lang="en">
      <Markdown text={text} />
    </div>
  )
}

/** Type and limits of one schema, on a line or two. */
export function SchemaFacts({ schema }: { schema: SchemaView }) {
  const { say } = useReading()
  const limits = schema.constraints.map((constraint) => sayConstraint(say, constraint))
  return (
    <>
      <span className="muted">
        {sayType(say, schema)}
        {limits.length === 0 ? '' : `, ${limits.join(', ')}`}
        {schema.isRecursive ? `, ${say('schema.recursive')}` : ''}
      </span>
      {schema.values === undefined ? null : (
        <span className="values">
          {schema.values.map((value) => (
            <code key={value}>{value}</code>
          ))}
        </span>
      )}
    </>
  )
}

interface Level {
  schema: SchemaView
  depth: number
  openTo: number
}

function Inside({ schema, depth, openTo }: Level) {
  const inner = schema.items ?? schema
  if (depth >= depthMax) return null
  if (inner !== schema && inner.items && !inner.properties && !inner.variants)
    return <Inside schema={inner} depth={depth} openTo={openTo} />
  return (
    <>
      {inner.properties ? <Properties schema={inner} depth={depth} openTo={openTo} /> : null}
      {inner.additional ? (
        <Additional schema={inner.additional} depth={depth} openTo={openTo} />
      ) : null}
      {inner.variants ? <Variants schema={inner} depth={depth} openTo={openTo} /> : null}
    </>
  )
}

function Properties({ schema, depth, openTo }: Level) {
  return (
    <ul className="properties">
      {(schema.properties ?? []).map((property) => (
        <li key={property.name}>
          <Property property={property} depth={depth} openTo={openTo} />
        </li>
      ))}
    </ul>
  )
}

/** The members whose names the document does not know. */
function Additional({ schema, depth, openTo }: Level) {
  const { say } = useReading()
  return (
    <ul className="properties">
      <li>
        <em>{say('schema.additional')}</em> <SchemaFacts schema={schema} />
        <Words text={schema.description} />
        <Inside schema={schema} depth={depth + 1} openTo={openTo} />
      </li>
    </ul>
  )
}

type PropertyView = NonNullable<SchemaView['properties']>[number]

function Property({
  property,
  depth,
  openTo,
}: {
  property: PropertyView
  depth: number
  openTo: number
}) {
  const { say } = useReading()
  const { name, schema, isRequired, isDeprecated } = property
  const head = (
    <>
      <code>{name}</code> <SchemaFacts schema={schema} />
      {isRequired ? <span className="need"> {say('schema.required')}</span> : null}
      {isDeprecated ? <span className="muted"> {say('schema.deprecated')}</span> : null}
    </>
  )
  const words = <Words text={schema.description} />
  if (!hasInside(schema) || depth + 1 >= depthMax)
    return (
      <>
        {head}
        {words}
      </>
    )
  return (
    <details open={depth + 1 < openTo}>
      <summary>{head}</summary>
      {words}
      <Inside schema={schema} depth={depth + 1} openTo={openTo} />
    </details>
  )
}

function hasInside(schema: SchemaView): boolean {
  const inner = schema.items ?? schema
  if (inner.properties || inner.variants || inner.additional) return true
  return inner !== schema && hasInside(inner)
}

function Variants({ schema, depth, openTo }: Level) {
  const { say } = useReading()
  const { variants } = schema
  if (!variants) return null
  return (
    <div className="variants">
      <p className="small muted">{say(`schema.${variants.kind}`)}</p>
      <ul className="properties">
        {variants.schemas.map((variant, index) => (
          <li key={`${index} ${variant.name ?? variant.type}`}>
            <SchemaFacts schema={variant} />
            <Words text={variant.description} />
            <Inside schema={variant} depth={depth + 1} openTo={openTo} />
          </li>
        ))}
      </ul>
    </div>
  )
}
