/** The same call as a line for the shell. It quotes everything a reader typed and never holds a token. */

/** What stands for the token in everything that is shown. */
export const tokenPlaceholder = '$ACCESS_TOKEN'

export interface ShownRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export function buildCurl({ method, url, headers, body }: ShownRequest): string {
  const lines = [
    `curl -i -X ${quote(method)} ${quote(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoteHeader(name, value)}`),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ]
  return lines.join(' \\\n  ')
}

/** Only the placeholder is left to the shell to fill in. */
function quoteHeader(name: string, value: string): string {
  if (value !== `Bearer ${tokenPlaceholder}`) return quote(`${name}: ${value}`)
  return `"${name}: ${value}"`
}

/** Inside single quotes a POSIX shell reads everything as it stands but the quote itself. @see POSIX.1-2024 §2.2.2 */
export function quote(text: string): string {
  if (/^[\w./:=-]+$/u.test(text)) return text
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
