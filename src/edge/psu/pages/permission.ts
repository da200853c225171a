/** What the app may and may not do and until when: the same words before authentication and at approval. */
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { formatCount, formatDate } from '../format.ts'
import { name } from '../layout.ts'
import type { Say } from '../texts/say.ts'
import type { PageView, PermissionView } from './views.ts'

/** The two lists of a permission. */
export function renderPermission(
  view: PageView & { readonly permission: PermissionView },
  say: Say,
): Html {
  const { validUntilMs, reads, accounts } = view.permission
  if (reads === 'funds') return renderFunds(view.permission, say)
  const date = html`<b>${formatDate(validUntilMs, view.language)}</b>`
  return html`<section>
      <h2>${say('mayRead')}</h2>
      <ul>
        <li>${say(whatKeys[reads], { accounts: say(whoseKeys[accounts]) })}</li>
        ${view.permission.hasOwnerName === true && html`<li>${say('mayReadOwner')}</li>`}
        <li>${howOften(view, say)}</li>
        <li>${say('mayReadUntil', { date })}</li>
      </ul>
    </section>
    <section>
      <h2>${say('mayNot')}</h2>
      <ul>
        <li>${say('mayNotMoveMoney')}</li>
        ${accounts !== 'all' && html`<li>${say('mayNotSeeOther')}</li>`}
      </ul>
    </section>`
}

/** Yes or no to an amount is all that is given. @see Directive (EU) 2015/2366 art. 65(3) */
function renderFunds({ card }: PermissionView, say: Say): Html {
  return html`<section>
      <h2>${say('mayAsk')}</h2>
      <ul>
        <li>${say('mayAskFunds')}</li>
        ${card !== undefined && html`<li>${say('mayAskForCard', { card: name(card) })}</li>`}
        <li>${say('mayAskUntilEnded')}</li>
      </ul>
    </section>
    <section>
      <h2>${say('mayNot')}</h2>
      <ul>
        <li>${say('mayNotSeeBalance')}</li>
        <li>${say('mayNotMoveMoney')}</li>
      </ul>
    </section>`
}

const whatKeys = {
  'balances-and-transactions': 'mayReadBoth',
  balances: 'mayReadBalances',
  transactions: 'mayReadTransactions',
  accounts: 'mayReadAccounts',
} as const

const whoseKeys = { picked: 'accountsPicked', named: 'accountsNamed', all: 'accountsAll' } as const

function howOften(view: PageView & { readonly permission: PermissionView }, say: Say): Html {
  const { frequencyPerDay, isRecurring } = view.permission
  if (!isRecurring) return say('mayReadOnce')
  if (frequencyPerDay === 1) return say('mayReadHowOftenOne')
  return say('mayReadHowOften', { times: formatCount(frequencyPerDay, view.language) })
}
