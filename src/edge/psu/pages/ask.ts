/** Page one: who asks for what and for how long, before anyone authenticates. Saying no is as near as saying yes. */
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { name, renderPage } from '../layout.ts'
import type { Say } from '../texts/say.ts'
import { createSay } from '../texts/say.ts'
import { renderPermission } from './permission.ts'
import type { AskView, TestCustomerView } from './views.ts'

/** Draws the page. Posts `mode` (same-device or other-device) with `customerId` in the sandbox, or `action=refuse`. */
export function renderAsk(view: AskView): string {
  const say = createSay(view.language)
  const app = name(view.app.name)
  const customers = view.testCustomers ?? []
  const isFunds = view.permission.reads === 'funds'
  const title = say(isFunds ? 'askFundsTitle' : 'askTitle', { app })
  const main = html`<h1>${title}</h1>
    ${view.organisationName && html`<p class="who muted">${say('askBy', { organisation: name(view.organisationName) })}</p>`}
    ${renderPermission(view, say)}
    <p class="next">${say(isFunds ? 'fundsNext' : 'askNext', { bank: view.bank.name })}</p>
    ${customers.length > 0 && html`<p class="hint">${say('askTestHint')} <a href="#test-customer">${say('askTestLink')}</a></p>`}
    <form class="act" id="answer" method="post" action="${view.action}">
      <button class="btn" name="mode" value="same-device">${say('sameDevice')}</button>
      <button class="btn" name="mode" value="other-device">${say('otherDevice')}</button>
      <button class="btn quiet" name="action" value="refuse">${say('backToApp', { app })}</button>
    </form>`
  const aside =
    customers.length > 0
      ? renderTestCustomers(customers, view.testCustomerId ?? customers[0]?.id, say)
      : undefined
  return renderPage(view, say, { title, main, aside })
}

function renderTestCustomers(
  customers: readonly TestCustomerView[],
  pickedId: string | undefined,
  say: Say,
): Html {
  const rows = customers.map(
    (customer) =>
      html`<label class="row"
        ><input
          type="radio"
          form="answer"
          name="customerId"
          value="${customer.id}"
          ${customer.id === pickedId && html` checked`}
        />
        <span class="what"
          ><b>${customer.name}</b><span class="small muted">${customer.about}</span></span
        ></label
      >`,
  )
  return html`<section class="sandbox" id="test-customer" aria-labelledby="test-customer-title">
    <p class="tag">${say('sandboxOnly')}</p>
    <fieldset>
      <legend id="test-customer-title">${say('testCustomerTitle')}</legend>
      <p class="small muted">${say('testCustomerHelp')}</p>
      ${rows}
    </fieldset>
  </section>`
}
