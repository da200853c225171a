/** The console's fields, made of an operation's parameters. They keep what was typed and know no product. */
import type { ReactNode } from 'react'
import type { Console } from '../api/portal-types.ts'
import type { FormError } from '../ui/form-errors.ts'
import { useReading } from '../ui/reading.ts'
import {
  type ConsoleOperation,
  type ConsoleParameter,
  type Typed,
  fieldOf,
  isFilledIn,
  accountsFor,
  namesAccount,
} from './console-form.ts'

interface RowProps {
  name: string
  label: ReactNode
  errors: readonly FormError[]
  hint?: string | undefined
  children: (shared: {
    id: string
    name: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** Label, control, hint and error of one field. */
export function ConsoleField({ name, label, errors, hint, children }: RowProps) {
  const own = errors.filter((error) => error.field === name)
  const hintId = hint === undefined ? undefined : `${name}-hint`
  const wrongId = own.length === 0 ? undefined : `${name}-wrong`
  const describedBy = [hintId, wrongId].filter((id) => id !== undefined).join(' ') || undefined
  return (
    <div className="console-field">
      <label htmlFor={name}>{label}</label>
      {children({
        id: name,
        name,
        'aria-describedby': describedBy,
        'aria-invalid': own.length > 0 ? true : undefined,
      })}
      {hint === undefined ? null : (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
      {own.length === 0 ? null : (
        <div className="wrong" id={wrongId}>
          {own.map((error) => (
            <p key={error.text}>{error.text}</p>
          ))}
        </div>
      )}
    </div>
  )
}

interface ParametersProps {
  parameters: readonly ConsoleParameter[]
  typed: Typed
  errors: readonly FormError[]
}

export function ParameterFields({ parameters, typed, errors }: ParametersProps) {
  const { say } = useReading()
  return parameters.map((parameter) => {
    const name = fieldOf(parameter)
    const label = (
      <>
        <code>{parameter.name}</code>
        {parameter.isRequired && !isFilledIn(parameter) ? (
          <span className="console-required">{say('console.required')}</span>
        ) : null}
      </>
    )
    const hint = isFilledIn(parameter) ? say('console.newId') : undefined
    return (
      <ConsoleField key={name} name={name} label={label} errors={errors} hint={hint}>
        {(shared) => (
          <ParameterControl
            shared={shared}
            parameter={parameter}
            value={typed.values[name] ?? ''}
          />
        )}
      </ConsoleField>
    )
  })
}

interface ControlProps {
  shared: { id: string; name: string }
  parameter: ConsoleParameter
  value: string
}

function ParameterControl({ shared, parameter, value }: ControlProps) {
  const { schema } = parameter
  const values = schema.values ?? (schema.type === 'boolean' ? ['true', 'false'] : undefined)
  if (values !== undefined && (value === '' || values.includes(value)))
    return (
      <select {...shared} defaultValue={value}>
        <option value="">–</option>
        {values.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    )
  return (
    <input
      {...shared}
      type="text"
      defaultValue={value}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      list={namesAccount(parameter) ? 'console-accounts' : undefined}
    />
  )
}

/** Accounts to choose from where an account is named. */
export function AccountList({
  customers,
  operation,
}: Pick<Console, 'customers'> & { operation: ConsoleOperation }) {
  return (
    <datalist id="console-accounts">
      {customers.flatMap((customer) =>
        accountsFor(operation, customer).map((account) => (
          <option key={`${customer.id} ${account.id}`} value={account.id}>
            {`${customer.name} · ${account.name} · ${account.number}`}
          </option>
        )),
      )}
    </datalist>
  )
}

interface BodyProps {
  body: ConsoleOperation['body']
  typed: Typed
  errors: readonly FormError[]
}

export function BodyFields({ body, typed, errors }: BodyProps) {
  const { say } = useReading()
  if (body === undefined) return null
  const types = body.contents.map((content) => content.mediaType)
  return (
    <>
      {types.length > 1 ? (
        <ConsoleField name="contentType" label={say('console.contentType')} errors={errors}>
          {(shared) => (
            <select {...shared} defaultValue={typed.contentType}>
              {types.map((type) => (
                <option key={type}>{type}</option>
              ))}
            </select>
          )}
        </ConsoleField>
      ) : (
        <input type="hidden" name="contentType" value={types[0] ?? ''} />
      )}
      <ConsoleField name="body" label={say('console.body')} errors={errors}>
        {(shared) => (
          <textarea {...shared} defaultValue={typed.body} rows={10} spellCheck={false} />
        )}
      </ConsoleField>
    </>
  )
}
