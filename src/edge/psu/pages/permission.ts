/** What the app may and may not do and until when: the same words before authentication and at approval. */
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { formatCount, formatDate } from '../format.ts'
import type { Say } from '../texts/say.ts'
import type { PageView, PermissionView } from './views.ts'

/** The two lists of a permission. */
export function renderPermission(
  view: PageView & { readonly permission: PermissionView },
  say: Say,
): Html {
  const { frequencyPerDay, validUntilMs } = view.permission
  const howOften =
    frequencyPerDay === 1
      ? say('mayReadHowOftenOne')
      : say('mayReadHowOften', { times: formatCount(frequencyPerDay, view.language) })
  const date = html`<b>${formatDate(validUntilMs, view.language)}</b>`
  return html`<section>
      <h2>${say('mayRead')}</h2>
      <ul>
        <li>${say('mayReadWhat')}</li>
        <li>${howOften}</li>
        <li>${say('mayReadUntil', { date })}</li>
      </ul>
    </section>
    <section>
      <h2>${say('mayNot')}</h2>
      <ul>
        <li>${say('mayNotMoveMoney')}</li>
        <li>${say('mayNotSeeOther')}</li>
      </ul>
    </section>`
}
