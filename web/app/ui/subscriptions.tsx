/** The API products an app has subscribed to, each with the way out. Subscribing happens on the product's own page. */
import { useReading } from './reading.ts'

export function Subscriptions({ productIds, appPath }: { productIds: string[]; appPath: string }) {
  const { say, paths } = useReading()
  if (productIds.length === 0) return <p className="muted">{say('subscriptions.none')}</p>
  return (
    <ul className="subscriptions">
      {productIds.map((id) => (
        <li key={id}>
          <a href={paths.product(id)}>{id}</a>
          <form method="post" action={appPath}>
            <input type="hidden" name="unsubscribe" value={id} />
            <button type="submit" className="btn quiet">
              {say('subscriptions.end')} <span className="unseen">{id}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}
