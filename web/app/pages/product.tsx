/** One API product: what it is, its versions, how an app gets it, what limits and protects it, what has changed. */
import { redirect, useLoaderData } from 'react-router'
import type { App, Product as ProductView } from '../api/portal-types.ts'
import type { TextNode } from '../portal-context.ts'
import { OperationList } from '../reference/operation-list.tsx'
import { Downloads, sayDate, VersionDates, VersionTag } from '../reference/version-words.tsx'
import {
  type Asked,
  leaveWhenSignedOut,
  signedInVisitOf,
  valueOrLeave,
  visitOf,
} from '../session/visit.ts'
import { textOf } from '../ui/form-errors.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { TextTree } from '../ui/text-tree.tsx'

interface AskedForProduct extends Asked {
  params: { product?: string }
}

const kinds = ['authorization', 'restrictions', 'security'] as const

export async function loader(asked: AskedForProduct) {
  const visit = visitOf(asked)
  const id = asked.params.product ?? ''
  const product = valueOrLeave(await visit.client.readProduct(id), visit, asked.request)
  const owned = visit.sessionToken === undefined ? undefined : await visit.client.listApps()
  const texts = kinds.flatMap((kind) => {
    const nodes = visit.portal.productText(id, kind, visit.language)
    return nodes === undefined ? [] : [{ kind, nodes }]
  })
  return { product, texts, apps: owned?.outcome === 'ok' ? owned.value.apps : undefined }
}

/** Subscribes one of the developer's apps, or ends its subscription. */
export async function action(asked: AskedForProduct) {
  const visit = signedInVisitOf(asked)
  const form = await asked.request.formData()
  const id = asked.params.product ?? ''
  const { client } = visit
  const answer =
    textOf(form, 'wish') === 'unsubscribe'
      ? await client.unsubscribe(textOf(form, 'app'), id)
      : await client.subscribe(textOf(form, 'app'), id)
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'refused' && answer.status !== 403)
    valueOrLeave(answer, visit, asked.request)
  return redirect(`${visit.paths.product(id)}#access`, 303)
}

export default function Product() {
  const { say, paths, language } = useReading()
  const { product, texts } = useLoaderData<typeof loader>()
  const [newest] = product.versions
  const shown = product.versions.find(({ status }) => status === 'current') ?? newest
  return (
    <Page title={product.name[language]} lead={product.summary[language]}>
      <p className="back">
        <a href={paths.to('apis')}>{say('product.all')}</a>
      </p>
      <p>{product.description[language]}</p>
      <Versions product={product} />
      {shown ? (
        <section>
          <h2>{say('product.operations', { version: shown.version })}</h2>
          <OperationList
            operations={shown.operations}
            addressOf={(one) => paths.operation(product.id, shown.version, one)}
          />
        </section>
      ) : null}
      <Access product={product} />
      {texts.map(({ kind, nodes }) => (
        <ProductText key={kind} kind={kind} nodes={nodes} />
      ))}
      <Changes product={product} />
    </Page>
  )
}

function Versions({ product }: { product: ProductView }) {
  const { say, paths } = useReading()
  return (
    <section>
      <h2>{say('product.versions')}</h2>
      <div className="scroll" role="region" aria-label={say('product.versions')} tabIndex={0}>
        <table className="products">
          <thead>
            <tr>
              <th scope="col">{say('product.version')}</th>
              <th scope="col">{say('product.when')}</th>
              <th scope="col">{say('product.where')}</th>
              <th scope="col">{say('product.reference')}</th>
              <th scope="col">{say('product.downloads')}</th>
            </tr>
          </thead>
          <tbody>
            {product.versions.map((version) => (
              <tr key={version.version}>
                <th scope="row">
                  <VersionTag version={version} />
                </th>
                <td>
                  <VersionDates version={version} />
                </td>
                <td>{version.environments.map((one) => say(`environment.${one}`)).join(', ')}</td>
                <td>
                  <a href={paths.reference(product.id, version.version)}>
                    {say('product.toReference', { version: version.version })}
                  </a>
                </td>
                <td>
                  <Downloads product={product.id} version={version.version} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Access({ product }: { product: ProductView }) {
  const { say, paths, language } = useReading()
  const { apps } = useLoaderData<typeof loader>()
  return (
    <section id="access">
      <h2>{say('product.access')}</h2>
      <dl>
        <dt>{say('product.rule')}</dt>
        <dd>
          {say(`access.${product.access}`)}. {product.accessText[language]}
        </dd>
        <dt>{say('product.price')}</dt>
        <dd>{product.price[language]}</dd>
        <dt>{say('apis.segments')}</dt>
        <dd>{product.segments.map((one) => say(`segment.${one}`)).join(', ')}</dd>
      </dl>
      {product.isForEveryApp ? <p>{say('product.forEveryApp')}</p> : null}
      {product.access === 'restricted' ? (
        <p>
          <a href={`${paths.to('contact')}?topic=restricted`}>{say('product.ask')}</a>
        </p>
      ) : null}
      {product.isForEveryApp || product.access === 'restricted' ? null : (
        <AppChoices product={product} apps={apps} />
      )}
    </section>
  )
}

function AppChoices({ product, apps }: { product: ProductView; apps: App[] | undefined }) {
  const { say, paths } = useReading()
  if (apps === undefined)
    return (
      <p>
        <a className="btn" href={paths.signInThen(paths.product(product.id))}>
          {say('product.signIn')}
        </a>
      </p>
    )
  if (apps.length === 0)
    return (
      <p>
        <a className="btn" href={paths.to('createApp')}>
          {say('product.createApp')}
        </a>
      </p>
    )
  return (
    <ul className="subscriptions">
      {apps.map((app) => {
        const isSubscribed = app.subscriptions.includes(product.id)
        return (
          <li key={app.id}>
            <a href={paths.app(app.id)}>{app.name}</a>
            <form method="post" action={paths.product(product.id)}>
              <input type="hidden" name="app" value={app.id} />
              <input type="hidden" name="wish" value={isSubscribed ? 'unsubscribe' : 'subscribe'} />
              <button type="submit" className={isSubscribed ? 'btn quiet' : 'btn'}>
                {say(isSubscribed ? 'product.unsubscribe' : 'product.subscribe')}{' '}
                <span className="unseen">{app.name}</span>
              </button>
            </form>
          </li>
        )
      })}
    </ul>
  )
}

function ProductText({ kind, nodes }: { kind: (typeof kinds)[number]; nodes: TextNode[] }) {
  const { say } = useReading()
  return (
    <section id={kind}>
      <h2>{say(`product.${kind}`)}</h2>
      <div className="text">
        <TextTree nodes={nodes} />
      </div>
    </section>
  )
}

function Changes({ product }: { product: ProductView }) {
  const { say, language } = useReading()
  const changes = product.versions
    .flatMap(({ version, changes: own }) => own.map((change) => ({ version, ...change })))
    .toSorted((one, other) => other.on.localeCompare(one.on))
  return (
    <section id="changes">
      <h2>{say('product.changes')}</h2>
      <dl>
        {changes.map(({ version, on, text }) => (
          <div key={`${version} ${on}`} className="row">
            <dt>
              <time dateTime={on}>{sayDate(language, on)}</time>{' '}
              <span className="tag">{version}</span>
            </dt>
            <dd>{text[language]}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
