/** The sandbox's panel in place of the BankID app: the developer plays the customer. It is drawn only when the view has a simulator. */
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import type { Say } from '../texts/say.ts'
import type { WaitingView } from './views.ts'

/** Draws the panel. Posts `simulate` (approve, cancel, fail, time-out) and `customerId`. */
export function renderPhone(
  view: WaitingView,
  simulator: NonNullable<WaitingView['simulator']>,
  say: Say,
): Html {
  const options = simulator.testCustomers.map(
    (customer) =>
      html`<option
        value="${customer.id}"
        ${customer.id === simulator.testCustomerId && html` selected`}
      >
        ${customer.name}
      </option>`,
  )
  return html`<section class="sandbox" id="phone" aria-labelledby="phone-title">
    <p class="tag">${say('sandboxOnly')}</p>
    <h2 id="phone-title">${say('phoneTitle')}</h2>
    <p class="small muted">${say('phoneHelp')}</p>
    <form class="act" method="post" action="${view.action}">
      <label class="field"
        ><span class="small">${say('testCustomer')}</span>
        <select name="customerId">
          ${options}
        </select></label
      >
      <button class="btn" name="simulate" value="approve">${say('phoneApprove')}</button>
      <button class="btn quiet" name="simulate" value="cancel">${say('phoneCancel')}</button>
      <button class="btn quiet" name="simulate" value="fail">${say('phoneFail')}</button>
      <button class="btn quiet" name="simulate" value="time-out">${say('phoneTimeOut')}</button>
    </form>
  </section>`
}
