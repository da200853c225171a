/** A bank profile as a table for each group; beside a value that differs from the bank's own stands that one. */
import { useReading } from '../ui/reading.ts'
import { fieldFacts } from './field-facts.ts'
import { wordsFor } from './field-words.ts'
import { type ProfileField, type ProfileGroup, isSame, valueAt } from './profile-fields.ts'

interface ProfileTableProps {
  groups: readonly ProfileGroup[]
  profile: unknown
  /** The bank's own, when the profile may differ from it. */
  bank?: unknown
}

export function ProfileTable({ groups, ...rest }: ProfileTableProps) {
  const { say, language } = useReading()
  return groups.map(({ path, fields }) => {
    const { name } = wordsFor(path, language)
    return (
      <section key={path}>
        <h2>{name}</h2>
        <table className="profile">
          <caption className="unseen">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{say('profile.choice')}</th>
              <th scope="col">{say('profile.value')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <Row key={field.path} field={field} {...rest} />
            ))}
          </tbody>
        </table>
      </section>
    )
  })
}

interface RowProps {
  field: ProfileField
  profile: unknown
  bank?: unknown
}

function Row({ field, profile, bank }: RowProps) {
  const { say, language } = useReading()
  const { path } = field
  const { name, text } = wordsFor(path, language)
  const value = valueAt(profile, path)
  const own = bank === undefined ? value : valueAt(bank, path)
  return (
    <tr id={path}>
      <th scope="row">
        {name}
        <span className="fact muted">{text}</span>
        <span className="fact muted">
          <code>{path}</code>
          {fieldFacts[path] ? ` · ${fieldFacts[path].reference}` : null}
        </span>
      </th>
      <td>
        <Value field={field} value={value} />
        {isSame(value, own) ? null : (
          <div className="fact">
            <span className="tag warn">{say('worldProfile.mark')}</span>{' '}
            <span className="muted">
              {say('worldProfile.bank')} <Value field={field} value={own} />
            </span>
          </div>
        )}
      </td>
    </tr>
  )
}

function Value({ field, value }: { field: ProfileField; value: unknown }) {
  const { say } = useReading()
  if (value === undefined) return <span className="muted">{say('profile.unset')}</span>
  if (value === true || value === false) return say(value ? 'profile.yes' : 'profile.no')
  if (typeof value === 'number') return String(value)
  const words = Array.isArray(value) ? value : [value]
  const List = fieldFacts[field.path]?.isOrdered ? 'ol' : 'ul'
  const codes = words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word)))
  if (!Array.isArray(value)) return <code>{codes[0]}</code>
  return (
    <List className={List === 'ul' ? 'plain' : undefined}>
      {codes.map((word) => (
        <li key={word}>
          <code>{word}</code>
        </li>
      ))}
    </List>
  )
}
