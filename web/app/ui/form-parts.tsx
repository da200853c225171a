/** Parts of a form: labelled fields with hint and error, the summary of errors, the button. They know no product word. */
import type { ReactNode } from 'react'
import type { FormError } from './form-errors.ts'
import { useReading } from './reading.ts'

interface FieldProps {
  name: string
  label: string
  hint?: string
  errors?: readonly FormError[] | undefined
  value?: string | undefined
  type?: 'text' | 'email' | 'password'
  autoComplete?: string
  lines?: number
  /** A text of several lines that is prose, not code. */
  isProse?: boolean
  /** Makes it a list to choose from. */
  choices?: readonly { value: string; text: string }[]
  isOptional?: boolean
}

export function Field({ name, label, hint, errors = [], ...rest }: FieldProps) {
  const own = errors.filter((error) => error.field === name)
  const hintId = hint === undefined ? undefined : `${name}-hint`
  const wrongId = own.length === 0 ? undefined : `${name}-wrong`
  const describedBy = [hintId, wrongId].filter((id) => id !== undefined).join(' ')
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hintId && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
      {wrongId && (
        <div className="wrong" id={wrongId}>
          {own.map((error) => (
            <p key={error.text}>{error.text}</p>
          ))}
        </div>
      )}
      <Control {...rest} name={name} describedBy={describedBy} isWrong={own.length > 0} />
    </div>
  )
}

type ControlProps = Omit<FieldProps, 'label' | 'hint' | 'errors'> & {
  describedBy: string
  isWrong: boolean
}

function Control({ name, describedBy, isWrong, value, lines, choices, ...rest }: ControlProps) {
  const isPlain = rest.isProse === true || (rest.type === undefined && lines === undefined)
  const shared = {
    id: name,
    name,
    defaultValue: value,
    required: rest.isOptional !== true,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': isWrong || undefined,
    autoComplete: rest.autoComplete,
    autoCapitalize: isPlain ? undefined : 'none',
    spellCheck: isPlain ? undefined : false,
  }
  const look = rest.isProse ? 'prose' : undefined
  if (lines !== undefined) return <textarea {...shared} rows={lines} className={look} />
  if (choices !== undefined)
    return (
      <select {...shared}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    )
  return <input {...shared} type={rest.type ?? 'text'} />
}

/** All errors of a form in one place, each leading to its field. */
export function ErrorSummary({
  errors,
  title,
}: {
  errors?: readonly FormError[] | undefined
  title?: string | undefined
}) {
  const { say } = useReading()
  if (errors === undefined || errors.length === 0) return null
  return (
    <div className="note bad summary" role="alert" tabIndex={-1} id="errors">
      <h2>{title ?? say('errors.summary', { count: errors.length })}</h2>
      <ul>
        {errors.map(({ field, text }) => (
          <li key={`${field ?? ''} ${text}`}>
            {field === undefined ? text : <a href={`#${field}`}>{text}</a>}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface FormProps {
  /** Heading of the summary when it is not about fields. */
  title?: string | undefined
  errors?: readonly FormError[] | undefined
  submit: string
  isRisky?: boolean
  isWide?: boolean
  /** What else can be done instead of submitting. */
  otherwise?: ReactNode
  action?: string
  children?: ReactNode
}

/** A form that posts to its own page. The browser's own checks are off, so that every reader gets the page's words. */
export function PostForm({
  title,
  errors,
  submit,
  isRisky,
  isWide,
  otherwise,
  action,
  children,
}: FormProps) {
  return (
    <>
      <ErrorSummary errors={errors} title={title} />
      <form method="post" action={action} noValidate className={isWide ? 'fields wide' : 'fields'}>
        {children}
        <div className="do">
          <button type="submit" className={isRisky ? 'btn risky' : 'btn'}>
            {submit}
          </button>
          {otherwise}
        </div>
      </form>
    </>
  )
}
