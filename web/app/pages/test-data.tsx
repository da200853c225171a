/** The test customers: what each is good for, how to be them, and their accounts. */
import { useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { TextTree } from '../ui/text-tree.tsx'

export function loader(asked: Asked) {
  const { portal, language } = visitOf(asked)
  const text = portal.text('test-data', language)
  if (text === undefined) throw new Response(null, { status: 404 })
  const customers = portal.bank.testCustomers.map(({ about, ...customer }) => ({
    ...customer,
    about: about[language],
    accounts: customer.accounts.map(({ id, iban, currency, name, product, status }) => ({
      id,
      iban,
      currency,
      name,
      product,
      isEnabled: status === 'enabled',
    })),
  }))
  return { text, customers }
}

type Customer = ReturnType<typeof loader>['customers'][number]

export default function TestData() {
  const { text, customers } = useLoaderData<typeof loader>()
  const { say } = useReading()
  return (
    <Page title={text.title} lead={text.description}>
      <div className="text">
        <TextTree nodes={text.nodes} />
      </div>
      <section aria-labelledby="customers">
        <h2 id="customers">{say('testData.customers')}</h2>
        <div className="scroll" tabIndex={0} role="region" aria-labelledby="customers">
          <table className="customers">
            <thead>
              <tr>
                <th scope="col">{say('testData.customer')}</th>
                <th scope="col">{say('testData.goodFor')}</th>
                <th scope="col">{say('testData.accounts')}</th>
              </tr>
            </thead>
            <tbody>
              {customers.map((customer) => (
                <CustomerRow key={customer.id} customer={customer} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </Page>
  )
}

function CustomerRow({ customer }: { customer: Customer }) {
  const { say } = useReading()
  return (
    <tr id={`customer-${customer.id}`}>
      <th scope="row">
        {customer.name}
        <span className="fact">
          <code>{customer.id}</code>
        </span>
        <span className="fact muted">
          {say('testData.personalNumber')} <code>{customer.testPersonalNumber}</code>
        </span>
        {customer.state === 'blocked' ? (
          <span className="fact">
            <span className="tag bad">{say('testData.blocked')}</span>
          </span>
        ) : null}
      </th>
      <td>{customer.about}</td>
      <td>
        <Accounts accounts={customer.accounts} />
      </td>
    </tr>
  )
}

function Accounts({ accounts }: { accounts: Customer['accounts'] }) {
  const { say } = useReading()
  if (accounts.length === 0) return <span className="muted">{say('testData.none')}</span>
  return (
    <ul className="accounts">
      {accounts.map(({ id, iban, currency, name, product, isEnabled }) => (
        <li key={id}>
          <code className="iban">{iban.replaceAll(/(.{4})(?=.)/gu, '$1 ')}</code>
          <span className="fact muted">
            {[name, product === name ? '' : product, currency].filter(Boolean).join(' · ')}
            {isEnabled ? null : <span className="tag warn">{say('testData.closed')}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
