/** One field of the contact form as the pack describes it, and the trap for robots. They know no bank's fields. */
import type { ContactField } from '../api/portal-types.ts'
import type { FormError } from './form-errors.ts'
import { Field } from './form-parts.tsx'
import { useReading } from './reading.ts'

interface ControlProps {
  field: ContactField
  value: string
  errors: readonly FormError[] | undefined
}

const messageLines = 8

export function ContactControl({ field, value, errors }: ControlProps) {
  const { say, language } = useReading()
  const { id, type, isObligatory, hint } = field
  const own = field.label[language]
  const label = isObligatory ? own : say('contact.optional', { label: own })
  const shared = { name: id, label, value, errors, isOptional: !isObligatory }
  const hinted = hint === undefined ? shared : { ...shared, hint: hint[language] }
  switch (type) {
    case 'email':
      return <Field {...hinted} type="email" autoComplete="email" />
    case 'longtext':
      return <Field {...hinted} lines={messageLines} isProse />
    case 'text':
      return <Field {...hinted} />
    case 'choice': {
      const choices = (field.choices ?? []).map((choice) => ({
        value: choice.id,
        text: choice.label[language],
      }))
      return (
        <Field {...hinted} choices={[{ value: '', text: say('contact.choose') }, ...choices]} />
      )
    }
  }
}

/** With a line below, which no field of a pack has in its id. */
export const trapName = 'your_website'

/** Out of sight and out of the order of the keyboard; who reads by ear is told to leave it alone. */
export function Trap() {
  const { say } = useReading()
  return (
    <div className="trap">
      <label htmlFor={trapName}>{say('contact.trap')}</label>
      <input type="text" id={trapName} name={trapName} tabIndex={-1} autoComplete="off" />
    </div>
  )
}
