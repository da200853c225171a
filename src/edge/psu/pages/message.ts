/** Pages from which no return to the app is possible: what happened, what to do, and the request id that joins page and log. */
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { renderPage } from '../layout.ts'
import type { TextKey } from '../texts/en.ts'
import { createSay } from '../texts/say.ts'
import type { Say } from '../texts/say.ts'
import type { MessageKind, MessageView } from './views.ts'

interface MessageTexts {
  readonly title: PlainKey
  readonly text: PlainKey
  readonly advice: PlainKey
  readonly developer?: PlainKey
}

/** The texts of this page need no words filled in. */
type PlainKey = Extract<
  TextKey,
  `${'sessionLost' | 'notFound' | 'unknownApp' | 'unknownRedirect' | 'invalidRequest' | 'serverError' | 'unavailable'}${string}`
>

const texts: Readonly<Record<MessageKind, MessageTexts>> = {
  'session-lost': { title: 'sessionLostTitle', text: 'sessionLostText', advice: 'sessionLostDo' },
  'not-found': { title: 'notFoundTitle', text: 'notFoundText', advice: 'notFoundDo' },
  'unknown-app': {
    title: 'unknownAppTitle',
    text: 'unknownAppText',
    advice: 'unknownAppDo',
    developer: 'unknownAppDeveloper',
  },
  'unknown-redirect': {
    title: 'unknownRedirectTitle',
    text: 'unknownRedirectText',
    advice: 'unknownRedirectDo',
    developer: 'unknownRedirectDeveloper',
  },
  'invalid-request': {
    title: 'invalidRequestTitle',
    text: 'invalidRequestText',
    advice: 'invalidRequestDo',
    developer: 'invalidRequestDeveloper',
  },
  'server-error': { title: 'serverErrorTitle', text: 'serverErrorText', advice: 'serverErrorDo' },
  unavailable: { title: 'unavailableTitle', text: 'unavailableText', advice: 'unavailableDo' },
}

const kindsByError: Readonly<Record<string, MessageKind>> = {
  invalid_client: 'unknown-app',
  invalid_redirect_uri: 'unknown-redirect',
  server_error: 'server-error',
  temporarily_unavailable: 'unavailable',
}

/** The page for an OAuth error that may not be sent to the app. @see RFC 6749 §4.1.2.1 */
export function toMessageKind(oauthError: string): MessageKind {
  return Object.hasOwn(kindsByError, oauthError)
    ? (kindsByError[oauthError] ?? 'invalid-request')
    : 'invalid-request'
}

/** Draws the page. It has no form. */
export function renderMessage(view: MessageView): string {
  const say = createSay(view.language)
  const keys = texts[view.kind]
  const title = say(keys.title)
  const main = html`<h1>${title}</h1>
    <p class="lead">${say(keys.text)}</p>
    <section>
      <h2>${say('whatToDo')}</h2>
      <p>${say(keys.advice)}</p>
    </section>
    ${
      keys.developer &&
      html`<section>
        <h2>${say('forDeveloper')}</h2>
        <p>${say(keys.developer)}</p>
      </section>`
    }
    ${renderDetails(view, say)}`
  return renderPage(view, say, { title, main, isError: true })
}

function renderDetails(view: MessageView, say: Say): Html {
  return html`<section>
    <h2>${say('details')}</h2>
    <dl>
      ${
        view.error &&
        html`<div>
          <dt>${say('errorCode')}</dt>
          <dd class="mono">${view.error}</dd>
        </div>`
      }
      ${
        view.errorDescription &&
        html`<div>
          <dt>${say('errorDescription')}</dt>
          <dd lang="en">${view.errorDescription}</dd>
        </div>`
      }
      <div>
        <dt>${say('requestId')}</dt>
        <dd class="mono">${view.requestId}</dd>
      </div>
    </dl>
  </section>`
}
