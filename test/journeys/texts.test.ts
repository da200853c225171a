/** The portal as search engines and readers walk it: every public page in both languages, every link, and search. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startPortico } from '../harness.ts'

const atOnce = 8

/** Asks for all addresses, a few at a time, so that the test is no load test. */
async function fetchAll(urls: readonly string[]): Promise<Map<string, Response>> {
  const answers = new Map<string, Response>()
  const waiting = [...urls]
  const work = async () => {
    for (let url = waiting.pop(); url !== undefined; url = waiting.pop())
      answers.set(url, await fetch(url, { redirect: 'manual' }))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return answers
}

const all = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '')

function unescapeHtml(text: string): string {
  return text.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

/** What a public page lacks. */
function faultsOf(url: string, html: string): string[] {
  const language = /\/sv(?:\/|$)/u.test(new URL(url).pathname) ? 'sv' : 'en'
  const canonical = all(html, /<link rel="canonical" href="([^"]+)"/gu).join()
  const expected: Readonly<Record<string, boolean>> = {
    'one h1': all(html, /<(h1)[\s>]/gu).length === 1,
    'a title': all(html, /<title[^>]*>([^<]+)<\/title>/gu).length === 1,
    'a description': all(html, /<meta name="description" content="([^"]+)"/gu).length === 1,
    'its own address': canonical === url,
    'its other languages': all(html, /hrefLang="([^"]+)"/giu)
      .toSorted()
      .join()
      .startsWith('en,'),
    'its language': html.includes(`<html lang="${language}"`),
    'no noindex': !html.includes('noindex'),
  }
  return Object.entries(expected).flatMap(([what, isThere]) => (isThere ? [] : [`${url}: ${what}`]))
}

test('every page of the sitemap is whole, and every link on it leads somewhere', async (t) => {
  const { url } = await startPortico(t)
  const sitemap = await (await fetch(`${url}/sitemap.xml`)).text()
  const urls = all(sitemap, /<loc>([^<]+)<\/loc>/gu).map(unescapeHtml)
  assert.ok(urls.length > 100, `${urls.length} pages`)
  assert.ok(urls.includes(`${url}/sv/guides`))
  const faults: string[] = []
  const links = new Map<string, string>()
  for (const [page, answer] of await fetchAll(urls)) {
    const html = await answer.text()
    if (answer.status !== 200) faults.push(`${page}: ${answer.status}`)
    else faults.push(...faultsOf(page, html))
    for (const href of all(html, /<a\s[^>]*?href="([^"]+)"/gu)) {
      const target = new URL(unescapeHtml(href), page)
      target.hash = ''
      if (target.origin === new URL(url).origin) links.set(target.href, page)
    }
  }
  for (const [target, answer] of await fetchAll(
    [...links.keys()].filter((one) => !urls.includes(one)),
  )) {
    if (answer.status >= 400)
      faults.push(`${links.get(target)}: ${target} answers ${answer.status}`)
    await answer.body?.cancel()
  }
  assert.deepEqual(faults, [])
})

test('robots are told where the sitemap is and what is not for them', async (t) => {
  const { url } = await startPortico(t)
  const robots = await (await fetch(`${url}/robots.txt`)).text()
  assert.ok(robots.includes(`Sitemap: ${url}/sitemap.xml`))
  assert.match(robots, /^Disallow: \/sv\/apps$/mu)
  const own = await (await fetch(`${url}/sign-in`)).text()
  assert.match(own, /<meta name="robots" content="noindex"/u)
})

test('security.txt says whom to tell, until when and where it stands', async (t) => {
  const { url } = await startPortico(t)
  const answer = await fetch(`${url}/.well-known/security.txt`)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; charset=utf-8$/u)
  const text = await answer.text()
  const fields = new Map(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(': ', 2) as [string, string]),
  )
  assert.equal(fields.get('Canonical'), `${url}/.well-known/security.txt`)
  assert.equal(fields.get('Policy'), `${url}/security`)
  assert.ok(text.startsWith(`Contact: ${url}/contact\n`), 'the form comes first')
  assert.match(fields.get('Contact') ?? '', /^mailto:/u)
  const expires = Date.parse(fields.get('Expires') ?? '')
  assert.ok(expires > Date.now() && expires < Date.now() + 366 * 86_400_000)
})

interface Answer {
  readonly total: number
  readonly results: readonly { kind: string; title: string; address: string; excerpt: string }[]
}

test('search finds what is there in the language that is asked for', async (t) => {
  const { url } = await startPortico(t)
  const search = async (query: string) => {
    const answer = await fetch(`${url}/api/v1/search?${query}`)
    assert.equal(answer.status, 200, query)
    return (await answer.json()) as Answer
  }
  const english = await search('q=CONSENT_EXPIRED')
  assert.deepEqual(
    [english.results[0]?.kind, english.results[0]?.address],
    ['error', '/errors/CONSENT_EXPIRED'],
  )
  const swedish = await search('q=testkunder&language=sv&limit=3')
  assert.ok(swedish.results.length > 0 && swedish.results.length <= 3)
  assert.ok(swedish.results.every(({ address }) => address.startsWith('/sv/')))
  const kinds = new Set<string>()
  for (const q of ['account', 'consent', 'token', 'sandbox', 'accounts list', 'read'])
    for (const { kind } of (await search(`q=${q}&limit=50`)).results) kinds.add(kind)
  for (const kind of ['guide', 'question', 'term', 'product', 'operation', 'error', 'page'])
    assert.ok(kinds.has(kind), `nothing of the kind ${kind} was found`)
})

test('search refuses what is too long or not its own, and says which', async (t) => {
  const { url } = await startPortico(t)
  for (const query of [
    '',
    `q=${'x'.repeat(201)}`,
    'q=x&language=de',
    'q=x&limit=0',
    'q=x&limit=900',
  ]) {
    const answer = await fetch(`${url}/api/v1/search?${query}`)
    assert.equal(answer.status, 400, query)
    assert.equal(((await answer.json()) as { code: string }).code, 'request-invalid')
  }
})

test('the page of search works as a plain form, whatever is typed', async (t) => {
  const { url } = await startPortico(t)
  const page = async (address: string) => {
    const answer = await fetch(url + address)
    assert.equal(answer.status, 200, address)
    return answer.text()
  }
  const found = await page('/search?q=consent')
  assert.match(found, /<form[^>]*action="\/search"/u)
  assert.match(found, /<a href="\/[^"]*">[^<]*consent[^<]*<\/a>/iu)
  const swedish = await page('/sv/search?q=samtycke')
  assert.match(swedish, /<html lang="sv"/u)
  assert.match(swedish, /<a href="\/sv\/[^"]*">[^<]*samtycke[^<]*<\/a>/iu)
  const script = '<script>alert(1)</script>'
  assert.ok(!(await page(`/search?q=${encodeURIComponent(script)}`)).includes(script))
  for (const odd of ['', '%00', 'x'.repeat(5_000), '%F0%9F%98%80', '"%5C(%5B'])
    await page(`/search?q=${odd}`)
})
