/** Reads a page as a browser without script does, and what a reader sees of it. */

export async function readPage(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; html: string; headers: Headers }> {
  const answer = await fetch(url, { headers, redirect: 'manual' })
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}

/** Text of HTML, its entities resolved. */
export function unescape(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** Posts a form of several parts, as a browser does when the form takes a file. */
export async function postParts(
  url: string,
  values: Record<string, string | File>,
  headers: Record<string, string> = {},
): Promise<{ status: number; html: string }> {
  const body = new FormData()
  for (const [name, value] of Object.entries(values)) body.append(name, value)
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' })
  return { status: answer.status, html: await answer.text() }
}
