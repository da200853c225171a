/** The test console on the page of an operation: the form, and under it the answer. It is a form that posts; script only adds comfort. */
import type { Console } from '../api/portal-types.ts'
import { ErrorSummary } from '../ui/form-parts.tsx'
import { useReading } from '../ui/reading.ts'
import { ConsoleAnswer } from './console-answer.tsx'
import { AccountList, BodyFields, ConsoleField, ParameterFields } from './console-fields.tsx'
import {
  type ConsoleOperation,
  type ConsoleParameter,
  type Typed,
  fieldOf,
  isFilledIn,
  namesAccount,
  startTyped,
} from './console-form.ts'
import type { ConsoleResult } from './run-console.ts'

export interface ConsolePanelProps {
  operation: ConsoleOperation
  /** Whether a customer's consent stands behind a call. */
  hasCustomer: boolean
  /** From `readConsole`. */
  choices: Console
  /** From `runConsole`; undefined before the first press. */
  result: ConsoleResult | undefined
  /** The page of an operation of the same version. */
  addressOf: (operationId: string) => string
  /** The page of the product. */
  productAddress: string
}

export function ConsolePanel(props: ConsolePanelProps) {
  const { operation, choices, result, addressOf } = props
  const { say } = useReading()
  const typed = result?.typed ?? startTyped(operation, choices)
  const errors = result?.errors ?? []
  const isMain = (one: ConsoleParameter) => one.isRequired && !isFilledIn(one)
  const main = operation.parameters.filter(isMain)
  const more = operation.parameters.filter((one) => !isMain(one))
  return (
    <section className="console" aria-labelledby="console-title">
      <h2 id="console-title">{say('console.title')}</h2>
      <form
        method="post"
        action={`${addressOf(operation.operationId)}#console-answer`}
        noValidate
        className="console-form"
      >
        {errors.length === 0 ? null : (
          <div id="console-answer">
            <ErrorSummary errors={errors} title={say('console.notCalled')} />
          </div>
        )}
        <Who {...props} typed={typed} />
        <ParameterFields parameters={main} typed={typed} errors={errors} />
        {main.some(namesAccount) ? (
          <AccountList customers={choices.customers} operation={operation} />
        ) : null}
        <BodyFields body={operation.body} typed={typed} errors={errors} />
        {more.length === 0 ? null : (
          <details open={more.some((one) => isUsed(one, { typed, result }))}>
            <summary>{say('console.more', { count: more.length })}</summary>
            <div className="console-more">
              <ParameterFields parameters={more} typed={typed} errors={errors} />
            </div>
          </details>
        )}
        <div className="do">
          <button type="submit" className="btn">
            {say('console.call')}
          </button>
        </div>
      </form>
      {result?.call === undefined ? null : (
        <ConsoleAnswer {...props} call={result.call} codes={result.codes} typed={typed} />
      )}
    </section>
  )
}

function isUsed(
  parameter: ConsoleParameter,
  { typed, result }: { typed: Typed; result: ConsoleResult | undefined },
): boolean {
  const name = fieldOf(parameter)
  const isWrong = result?.errors.some((error) => error.field === name) ?? false
  return isWrong || (typed.values[name] ?? '') !== ''
}

/** As which app, and whose accounts. */
function Who({ choices, hasCustomer, typed, result }: ConsolePanelProps & { typed: Typed }) {
  const { say, site } = useReading()
  const errors = result?.errors ?? []
  return (
    <>
      {choices.apps.length === 0 ? (
        <DemoNote isSignedIn={site?.isSignedIn === true} />
      ) : (
        <ConsoleField name="app" label={say('console.app')} errors={errors}>
          {(shared) => (
            <select {...shared} defaultValue={typed.appId}>
              {choices.apps.map((app) => (
                <option key={app.id} value={app.id}>
                  {app.name}
                </option>
              ))}
            </select>
          )}
        </ConsoleField>
      )}
      {hasCustomer ? (
        <ConsoleField name="customer" label={say('console.customer')} errors={errors}>
          {(shared) => (
            <select {...shared} defaultValue={typed.customerId}>
              {choices.customers.map((customer) => (
                <option key={customer.id} value={customer.id}>
                  {say('console.customerWith', {
                    name: customer.name,
                    count: customer.accounts.length,
                  })}
                </option>
              ))}
            </select>
          )}
        </ConsoleField>
      ) : null}
    </>
  )
}

function DemoNote({ isSignedIn }: { isSignedIn: boolean }) {
  const { say, paths } = useReading()
  return (
    <p className="small muted">
      {say('console.demo')}{' '}
      {isSignedIn ? (
        <a href={paths.to('createApp')}>{say('console.demoCreate')}</a>
      ) : (
        <a href={paths.to('signUp')}>{say('console.demoSignUp')}</a>
      )}
    </p>
  )
}
