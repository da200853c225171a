/** Markup that is safe by construction: every value put into an `html` template is escaped. It knows no page and no product word. */

const markup: unique symbol = Symbol('markup')

/** Finished markup. Only `html` and `trusted` make it, so no text from outside can pass for it. */
export interface Html {
  readonly [markup]: string
}

/** What a template takes: text and numbers are escaped, markup and lists nest, undefined, null, false and '' draw nothing. */
export type HtmlValue =
  | Html
  | string
  | number
  | bigint
  | false
  | null
  | undefined
  | readonly HtmlValue[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const characters: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(entities).map(([character, entity]) => [entity, character]),
)

/** Escapes text for element content and for quoted attribute values. Templates must quote every attribute. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '')
}

/** Builds markup: html`<p title="${title}">${text}</p>`. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let result = strings[0] ?? ''
  for (const [index, value] of values.entries()) {
    result += toMarkup(value) + (strings[index + 1] ?? '')
  }
  return { [markup]: result }
}

/** Takes text as markup, unescaped. Only for drawings of our own or of the bank pack, never for anything a caller sent. */
export function trusted(ownMarkup: string): Html {
  return { [markup]: ownMarkup }
}

/** The text of finished markup, to be sent. */
export function toText(value: Html): string {
  return value[markup]
}

/** The words of finished markup without elements and entities: for a title, or for JSON. */
export function toPlainText(value: Html): string {
  // Every < and > of a value is escaped, so what is left of them are the tags of templates.
  const words = value[markup].replaceAll(/<[^>]*>/gu, '')
  return words.replaceAll(/&(?:amp|lt|gt|quot|#39);/gu, (entity) => characters[entity] ?? entity)
}

function toMarkup(value: HtmlValue): string {
  if (value === undefined || value === null || value === false) return ''
  if (typeof value === 'object') return isHtml(value) ? value[markup] : value.map(toMarkup).join('')
  return escapeText(String(value))
}

function isHtml(value: Html | readonly HtmlValue[]): value is Html {
  return markup in value
}
