/** The frame of every customer page: document head, the bank's name, the language switch, the note on fiction. It draws no content. */
import type { Html, HtmlValue } from './html.ts'
import { html, toPlainText, toText, trusted } from './html.ts'
import type { PageView } from './pages/views.ts'
import type { Say } from './texts/say.ts'

const mark = trusted(
  '<svg width="26" height="22" viewBox="0 0 26 22" aria-hidden="true"><path d="M1 7 13 1l12 6v2H1z" fill="currentColor"/>' +
    '<path class="mark" d="M4 11v8M9.5 11v8M16.5 11v8M22 11v8" fill="none" stroke-width="2.4"/>' +
    '<path d="M1 21h24" stroke="currentColor" stroke-width="2"/></svg>',
)

/** The parts of one page. */
export interface PageParts {
  /** Heading in words, also the title of the document. */
  readonly title: Html
  readonly main: Html
  /** What stands beside the letter and is not part of it: the sandbox. */
  readonly aside?: Html | undefined
  readonly head?: Html | undefined
  /** True when the page is the answer to a mistake: the title says so first. @see WCAG 2.2 technique G199 */
  readonly isError?: boolean
}

/** A text from outside, kept from reordering the words around it. */
export function name(text: string): Html {
  return html`<bdi>${text}</bdi>`
}

/** The whole document. */
export function renderPage(view: PageView, say: Say, parts: PageParts): string {
  const title = toPlainText(
    parts.isError ? say('errorPrefix', { title: parts.title }) : parts.title,
  )
  const document = html`<!doctype html>
    <html lang="${view.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} – ${view.bank.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/customer-assets/customer.css" />
        ${view.bank.tokensHref && html`<link rel="stylesheet" href="${view.bank.tokensHref}" />`}
        ${parts.head}
      </head>
      <body>
        ${renderHeader(view, say)}
        <main class="${parts.aside ? 'wrap two' : 'wrap'}">
          <div class="letter">${parts.main}</div>
          ${parts.aside}
        </main>
        ${renderFooter(view, say)}
      </body>
    </html> `
  return toText(document)
}

function renderHeader(view: PageView, say: Say): Html {
  const other = view.language === 'sv' ? 'en' : 'sv'
  return html`<header class="bar">
    <div class="wrap">
      <span class="brand">${view.bank.logoSvg ?? mark} <span>${view.bank.name}</span></span>
      ${view.switchLanguageHref && html`<a class="switch" href="${view.switchLanguageHref}" lang="${other}" hreflang="${other}">${say('otherLanguage')}</a>`}
    </div>
  </header>`
}

function renderFooter(view: PageView, say: Say): HtmlValue {
  if (!view.bank.isFictional && !view.isSandbox) return undefined
  return html`<footer class="foot">
    <div class="wrap">
      ${view.isSandbox && html`<span class="tag">${say('testTag')}</span>`}
      ${view.bank.isFictional && html`<p>${say('fictional', { bank: view.bank.name })}</p>`}
    </div>
  </footer>`
}
