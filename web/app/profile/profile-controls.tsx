/** A control for each field of a bank profile, chosen by the field's shape. */
import type { ReactNode } from 'react'
import type { FormError } from '../ui/form-errors.ts'
import { Field } from '../ui/form-parts.tsx'
import { useReading } from '../ui/reading.ts'
import { fieldFacts } from './field-facts.ts'
import { wordsFor } from './field-words.ts'
import type { ProfileField } from './profile-fields.ts'

interface ControlProps {
  field: ProfileField
  value: unknown
  errors: readonly FormError[] | undefined
}

export function ProfileControl({ field, value, errors }: ControlProps) {
  const { language } = useReading()
  const { path, shape } = field
  const { name: label, text = '' } = wordsFor(path, language)
  if (shape.kind === 'flag') return <Flag field={field} value={value} errors={errors} />
  if (shape.kind === 'choices') {
    const List = fieldFacts[path]?.isOrdered ? OrderedChoices : Choices
    return <List path={path} choices={shape.choices} chosen={toWords(value)} errors={errors} />
  }
  const written = shape.kind === 'json' ? JSON.stringify(value) : toText(value)
  const choices =
    shape.kind === 'choice'
      ? { choices: shape.choices.map((choice) => ({ value: choice, text: choice })) }
      : {}
  return (
    <Field name={path} label={label} hint={text} value={written} errors={errors} {...choices} />
  )
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function toWords(value: unknown): string[] {
  return Array.isArray(value) ? value.map(toText) : []
}

function Flag({ field: { path }, value, errors = [] }: ControlProps) {
  const { language } = useReading()
  const { name, text } = wordsFor(path, language)
  return (
    <div>
      <div className="choice">
        <input
          type="checkbox"
          id={path}
          name={path}
          value="yes"
          defaultChecked={value === true}
          aria-describedby={`${path}-hint`}
        />
        <label htmlFor={path}>{name}</label>
      </div>
      <p className="hint under" id={`${path}-hint`}>
        {text}
      </p>
      <Wrong path={path} errors={errors} />
    </div>
  )
}

interface ChoicesProps {
  path: string
  choices: readonly string[]
  chosen: readonly string[]
  errors: readonly FormError[] | undefined
}

function Choices({ path, choices, chosen, errors }: ChoicesProps) {
  return (
    <Group path={path} errors={errors}>
      {choices.map((choice) => (
        <div className="choice" key={choice}>
          <input
            type="checkbox"
            id={`${path}-${choice}`}
            name={path}
            value={choice}
            defaultChecked={chosen.includes(choice)}
          />
          <label htmlFor={`${path}-${choice}`}>
            <code>{choice}</code>
          </label>
        </div>
      ))}
    </Group>
  )
}

/** One list to choose from for each place; a word chosen twice counts where it stands first. */
function OrderedChoices({ path, choices, chosen, errors }: ChoicesProps) {
  const { say, language } = useReading()
  const { name } = wordsFor(path, language)
  return (
    <Group path={path} errors={errors}>
      <div className="places">
        {choices.map((own, index) => (
          <label key={own}>
            <span className="unseen">{say('worldProfile.nth', { name, count: index + 1 })}</span>
            <span aria-hidden="true">{index + 1}</span>
            <select name={path} defaultValue={chosen[index] ?? ''}>
              <option value="">{say('worldProfile.none')}</option>
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </Group>
  )
}

interface GroupProps {
  path: string
  errors: readonly FormError[] | undefined
  children: ReactNode
}

function Group({ path, errors = [], children }: GroupProps) {
  const { language } = useReading()
  const { name, text } = wordsFor(path, language)
  return (
    <fieldset id={path} aria-describedby={`${path}-hint ${path}-wrong`}>
      <legend>{name}</legend>
      <p className="hint" id={`${path}-hint`}>
        {text}
      </p>
      <Wrong path={path} errors={errors} />
      {children}
    </fieldset>
  )
}

function Wrong({ path, errors }: { path: string; errors: readonly FormError[] }) {
  const own = errors.filter(({ field }) => field === path)
  return (
    <div className="wrong" id={`${path}-wrong`}>
      {own.map(({ text }) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}
