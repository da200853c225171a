/** The first page: what this is, three steps to a first answer, a real call. It names only what exists. */
import { useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { PageHead } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export function loader(asked: Asked) {
  const { portal } = visitOf(asked)
  return { publicUrl: portal.publicUrl, tlsUrl: portal.tlsUrl }
}

export default function Home() {
  const { say, paths, site } = useReading()
  const { publicUrl } = useLoaderData<typeof loader>()
  const lead = say('home.lead', { bank: site?.bankName ?? '' })
  return (
    <div className="wrap">
      <PageHead title={say('home.title')} description={lead} />
      <div className="hero">
        <div>
          <h1>{say('home.heading')}</h1>
          <p>{lead}</p>
          <div className="do">
            {site?.isSignedIn ? (
              <a className="btn" href={paths.to('apps')}>
                {say('home.toApps')}
              </a>
            ) : (
              <>
                <a className="btn" href={paths.to('signUp')}>
                  {say('home.signUp')}
                </a>
                <a className="btn quiet" href={paths.to('signIn')}>
                  {say('home.signIn')}
                </a>
              </>
            )}
          </div>
        </div>
        <pre tabIndex={0} role="region" aria-label={say('home.call')}>
          <code>{exampleCall(publicUrl)}</code>
        </pre>
      </div>
      <Steps />
      <Products />
    </div>
  )
}

/** The shape of the answer is that of `openapi/xs2a.yaml`; values are shortened where they are random. */
function exampleCall(publicUrl: string): string {
  return `$ curl ${publicUrl}/sandbox/psd2/v1/accounts \\
    -H "Authorization: Bearer $ACCESS_TOKEN" \\
    -H "X-Request-ID: $(uuidgen)"

HTTP/1.1 200 OK
{ "accounts": [
    { "resourceId": "…",
      "iban": "SE…",
      "currency": "SEK",
      "name": "…",
      "_links": {
        "balances": { "href": "…/balances" },
        "transactions": { "href": "…/transactions" } } } ] }`
}

function Steps() {
  const { say } = useReading()
  return (
    <section aria-label={say('home.steps')}>
      <ol className="steps">
        {(['home.step1', 'home.step2', 'home.step3'] as const).map((key, index) => (
          <li key={key}>
            <span className="no" aria-hidden="true">
              {index + 1}
            </span>
            <h2>{say(key)}</h2>
            <p className="small muted">{say(`${key}.text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Products() {
  const { say } = useReading()
  const { publicUrl, tlsUrl } = useLoaderData<typeof loader>()
  return (
    <div className="page">
      <section>
        <h2>{say('home.products')}</h2>
        <table className="products">
          <thead>
            <tr>
              <th scope="col">{say('home.product')}</th>
              <th scope="col">{say('home.does')}</th>
              <th scope="col">{say('home.version')}</th>
              <th scope="col">{say('home.access')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{say('home.ais')}</th>
              <td className="muted">{say('home.ais.does')}</td>
              <td>
                <span className="tag">1.3</span>
              </td>
              <td>{say('home.ais.access')}</td>
            </tr>
          </tbody>
        </table>
      </section>
      <section>
        <h2>{say('home.addresses')}</h2>
        <p className="muted">{say('home.addresses.text')}</p>
        <dl>
          <dt>{say('home.issuer')}</dt>
          <dd>
            <a href="/sandbox/oauth/.well-known/openid-configuration">
              <code>{publicUrl}/sandbox/oauth</code>
            </a>
          </dd>
          <dt>{say('home.interface')}</dt>
          <dd>
            <code>{publicUrl}/sandbox/psd2/v1</code>
          </dd>
          <dt>{say('home.world')}</dt>
          <dd>
            <code>{publicUrl}/sandbox/world/v1</code>
          </dd>
          <dt>{say('home.portalApi')}</dt>
          <dd>
            <a href="/api/v1/openapi.json">
              <code>{publicUrl}/api/v1/openapi.json</code>
            </a>
          </dd>
          <dt>{say('home.tls')}</dt>
          <dd>
            <code>{tlsUrl}</code>
          </dd>
        </dl>
      </section>
    </div>
  )
}
