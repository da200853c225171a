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
