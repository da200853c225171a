/** The authentication failed. It never hints at which factor was wrong, and warns before the last attempt (RTS 2018/389 art. 4(3)(a), 4(4)). */
import { html } from '../html.ts'
import { name, renderPage } from '../layout.ts'
import { createSay } from '../texts/say.ts'
import type { TryAgainView } from './views.ts'

/** Draws the page. Posts `action=try-again` or `action=refuse`. */
export function renderTryAgain(view: TryAgainView): string {
  const say = createSay(view.language)
  const app = name(view.app.name)
  const title = say('againTitle')
  const main = html`<h1>${title}</h1>
    <p class="lead">${say('againText', { app })}</p>
    ${view.attemptsLeft === 1 && html`<p class="notice warn">${say('againLast', { app })}</p>`}
    <form class="act" method="post" action="${view.action}">
      <button class="btn" name="action" value="try-again">${say('tryAgain')}</button>
      <button class="btn quiet" name="action" value="refuse">${say('backToApp', { app })}</button>
    </form>`
  return renderPage(view, say, { title, main, isError: true })
}
