/** Page three, the letter: which accounts, to read what, until when, how to regret it; then yes or no. Nothing is chosen for the customer who has a choice. */
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { formatCount, formatMoney } from '../format.ts'
import { name, renderPage } from '../layout.ts'
import type { Say } from '../texts/say.ts'
import { createSay } from '../texts/say.ts'
import { renderPermission } from './permission.ts'
import type { AccountView, ChooseView } from './views.ts'

/** Draws the page. Posts `action=approve` with any number of `account`, or `action=refuse`. */
export function renderChoose(view: ChooseView): string {
  if (view.accounts.length === 0) return renderNoAccounts(view)
  const say = createSay(view.language)
  const app = name(view.app.name)
  const isFunds = view.permission.reads === 'funds'
  const title = say(isFunds ? 'chooseFundsTitle' : 'chooseTitle', { app })
  const isError = view.isNothingChosen === true
  const main = html`${isError && renderProblem(say)}
    <h1>${title}</h1>
    <p class="who muted">
      ${say('chooseCustomer', { customer: name(view.customerName) })}
      ${view.organisationName && html`<br />${say('askBy', { organisation: name(view.organisationName) })}`}
    </p>
    <form method="post" action="${view.action}">
      ${renderAccounts(view, say)} ${renderPermission(view, say)}
      <p class="next">${renderRegret(view, say)}</p>
      <p class="small muted">
        ${say('chooseTime', { minutes: formatCount(view.minutesMax, view.language) })}
      </p>
      <div class="act">
        <button class="btn" name="action" value="approve">${say('approve')}</button>
        <button class="btn quiet" name="action" value="refuse">${say('backToApp', { app })}</button>
      </div>
    </form>`
  return renderPage(view, say, { title, main, isError })
}

function renderProblem(say: Say): Html {
  return html`<div class="notice bad" role="alert">
    <b>${say('chooseProblem')}</b> <a href="#account-1">${say('chooseNoneLink')}</a>
  </div>`
}

function renderAccounts(view: ChooseView, say: Say): Html {
  if (view.permission.accounts !== 'picked') return renderNamedAccounts(view, say)
  const isError = view.isNothingChosen === true
  return html`<fieldset${isError && html` aria-describedby="accounts-problem"`}><legend>${say('chooseAccounts')}</legend>
${isError && html`<p class="problem" id="accounts-problem">${say('chooseNone')}</p>`}
${view.accounts.map((account, index) => renderAccount(view, { account, index }, say))}</fieldset>`
}

/** The app has named them: there is nothing to choose, only to agree to. */
function renderNamedAccounts(view: ChooseView, say: Say): Html {
  return html`<section>
    <h2>${say(view.accounts.length === 1 ? 'namedAccount' : 'namedAccounts')}</h2>
    <ul class="accounts">
      ${view.accounts.map(
        (account) =>
          html`<li>
            <b>${account.name}</b> <span class="small muted number">${account.number}</span>
          </li>`,
      )}
    </ul>
  </section>`
}

function renderAccount(
  view: ChooseView,
  row: { readonly account: AccountView; readonly index: number },
  say: Say,
): Html {
  const { account } = row
  const isPicked = account.isPicked ?? view.accounts.length === 1
  return html`<label class="row"
    ><input
      type="checkbox"
      id="account-${row.index + 1}"
      name="account"
      value="${account.id}"
      ${isPicked && html` checked`}
    />
    <span class="what"
      ><b>${account.name}</b
      ><span class="small muted"
        ><span class="hidden">${say('accountNumber')} </span
        ><span class="number">${account.number}</span></span
      ></span
    >
    ${account.balance && html`<span class="amount"><span class="hidden">${say('balance')} </span>${formatMoney(account.balance, view.language)}</span>`}</label
  >`
}

function renderRegret(view: ChooseView, say: Say): Html {
  if (view.permissionsHref === undefined) {
    return say('regret', { app: name(view.app.name), bank: view.bank.name })
  }
  const link = html`<a href="${view.permissionsHref}">${say('myPermissions')}</a>`
  return say('regretHere', { link })
}

function renderNoAccounts(view: ChooseView): string {
  const say = createSay(view.language)
  const app = name(view.app.name)
  const title = say('noAccountsTitle')
  const main = html`<h1>${title}</h1>
    <p class="lead">${say('noAccountsText', { app, bank: view.bank.name })}</p>
    <p>${say('noAccountsNothing', { app })}</p>
    <form class="act" method="post" action="${view.action}">
      <button class="btn" name="action" value="refuse">${say('goBack', { app })}</button>
    </form>`
  return renderPage(view, say, { title, main })
}
