/** Page two: BankID is pending. It works by reloading itself; the script only spares the reloading. */
import type { Html } from '../html.ts'
import { html, toPlainText, trusted } from '../html.ts'
import { formatCount, minutesUntil } from '../format.ts'
import { name, renderPage } from '../layout.ts'
import type { Language } from '../texts/language.ts'
import type { Say } from '../texts/say.ts'
import { catalogues, createSay } from '../texts/say.ts'
import { renderPhone } from './phone.ts'
import type { WaitingStatus, WaitingView } from './views.ts'

/** Without script: how often the page asks again, and how long it leaves a person alone with the sandbox's choices. */
const reloadSeconds = { alone: 5, withSandbox: 20 } as const

/** Draws the page. Posts `action=cancel`; in the sandbox also `simulate` with `customerId`. */
export function renderWaiting(view: WaitingView): string {
  const say = createSay(view.language)
  const app = name(view.app.name)
  const title = say(view.mode === 'same-device' ? 'waitingSameTitle' : 'waitingOtherTitle')
  const main = html`<h1>${title}</h1>
    ${view.mode === 'same-device' ? renderSameDevice(view, say) : renderOtherDevice(view, say)}
    <p
      class="status"
      id="status"
      role="status"
      aria-live="polite"
      data-status-href="${view.statusHref}"
    >
      ${pendingMessage(view, say)}
    </p>
    <p class="small muted">${say('waitingTime', { app })}</p>
    <form class="act" method="post" action="${view.action}">
      <a class="btn quiet" id="check-again" href="${view.selfHref}">${say('checkAgain')}</a>
      <button class="btn quiet" name="action" value="cancel">
        ${say('cancelWaiting', { app })}
      </button>
    </form>`
  const seconds = view.simulator ? reloadSeconds.withSandbox : reloadSeconds.alone
  return renderPage(view, say, {
    title,
    main,
    aside: view.simulator && renderPhone(view, view.simulator, say),
    head: html`<noscript><meta http-equiv="refresh" content="${seconds}" /></noscript>
      <script src="/customer-assets/waiting.js" defer></script>`,
  })
}

/** The text of a waiting state, for the answer that the script reads. */
export function waitingMessage(
  language: Language,
  status: {
    readonly state: WaitingStatus['state']
    readonly nowMs: number
    readonly expiresAtMs: number
  },
): string {
  const say = createSay(language)
  if (status.state === 'pending') return pendingText({ language, ...status })
  return toPlainText(say(status.state === 'complete' ? 'statusComplete' : 'statusEnded'))
}

/** Name of the QR code for those who cannot see it: the label to give to `toQrSvg`. */
export function qrLabel(language: Language): string {
  return catalogues[language].qrLabel
}

function pendingText(view: Pick<WaitingView, 'language' | 'nowMs' | 'expiresAtMs'>): string {
  return toPlainText(pendingMessage(view, createSay(view.language)))
}

function pendingMessage(
  view: Pick<WaitingView, 'language' | 'nowMs' | 'expiresAtMs'>,
  say: Say,
): Html {
  const minutes = minutesUntil(view.expiresAtMs, view.nowMs)
  if (minutes === 0) return say('statusPendingNone')
  if (minutes === 1) return say('statusPendingOne')
  return say('statusPending', { minutes: formatCount(minutes, view.language) })
}

function renderSameDevice(view: WaitingView, say: Say): Html {
  if (view.simulator) return html`<p class="lead">${say('waitingSameSandbox')}</p>`
  return html`<p class="lead">${say('waitingSame')}</p>
    ${view.autoStartHref && html`<p class="act"><a class="btn" href="${view.autoStartHref}">${say('openBankId')}</a></p>`}`
}

function renderOtherDevice(view: WaitingView, say: Say): Html {
  return html`<ol class="lead">
      <li>${say('waitingOther1')}</li>
      <li>${say('waitingOther2')}</li>
      <li>${say('waitingOther3')}</li>
    </ol>
    <div class="qr" id="qr">${view.qrSvg !== undefined && trusted(view.qrSvg)}</div>`
}
