/** The first page: what this is, three steps to a first answer, a real call, and what is on offer. It names only what exists. */
import { useLoaderData } from 'react-router'
import { type FirstCall, readFirstCall } from '../reference/first-call.ts'
import { ProductTable } from '../reference/product-table.tsx'
import { type Asked, valueOrLeave, visitOf } from '../session/visit.ts'
import { PageHead } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export async function loader(asked: Asked) {
  const visit = visitOf(asked)
  const { portal, client } = visit
  const { products } = valueOrLeave(await client.listProducts(), visit, asked.request)
  const { publicUrl, tlsUrl } = portal
  return { publicUrl, tlsUrl, products, call: await readFirstCall(client, products) }
}

export default function Home() {
  const { say, paths, site } = useReading()
  const { products, call } = useLoaderData<typeof loader>()
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
              <a className="btn" href={paths.to('signUp')}>
                {say('home.signUp')}
              </a>
            )}
            {call ? (
              <a
                className="btn quiet"
                href={paths.operation(call.productId, call.version, call.operationId)}
              >
                {say('home.try')}
              </a>
            ) : null}
          </div>
        </div>
        {call ? <Call call={call} /> : null}
      </div>
      <Steps />
      <div className="page">
        <section>
          <h2>{say('home.products')}</h2>
          <ProductTable products={products} label={say('home.products')} />
        </section>
        <Addresses />
      </div>
    </div>
  )
}

/** A recorded call of the reference, so what is shown here is what the sandbox answers. */
function Call({ call }: { call: FirstCall }) {
  const { say } = useReading()
  const { publicUrl } = useLoaderData<typeof loader>()
  return (
    <pre tabIndex={0} role="region" aria-label={say('home.call')}>
      <code>
        <span className="muted">$</span> {call.request.replaceAll('$BASE_URL', publicUrl)}
        {'\n\n'}
        <span className="muted">HTTP/1.1</span> {call.status}
        {'\n'}
        {call.answer}
      </code>
    </pre>
  )
}

function Steps() {
  const { say, paths } = useReading()
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
      <p className="small">
        <a href={paths.guide('first-call')}>{say('home.firstCall')}</a>
      </p>
    </section>
  )
}

function Addresses() {
  const { say } = useReading()
  const { publicUrl, tlsUrl } = useLoaderData<typeof loader>()
  return (
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
  )
}
