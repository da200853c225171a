/** What machines ask a site for by fixed names: sitemap, robots.txt, security.txt. It knows addresses, not pages. */
import type { FastifyInstance } from 'fastify'
import type { Language } from '#src/domain/texts/portal-texts.ts'
import { addressIn } from '#src/domain/texts/portal-texts.ts'

export interface SiteFilesOptions {
  /** Of every public page, free of language. */
  readonly pages: readonly string[]
  readonly languages: readonly Language[]
  readonly publicUrl: string
  /** Where people answer mails about faults. */
  readonly mailContact: string
  readonly now: () => number
}

const dayMs = 86_400_000
/** @see RFC 9116 §2.5.5: less than a year, so that stale contacts are noticed */
const securityTextDays = 180
const shortly = { 'x-content-type-options': 'nosniff', 'cache-control': 'public, max-age=300' }

export function registerSiteFiles(fastify: FastifyInstance, options: SiteFilesOptions): void {
  const sitemap = buildSitemap(options)
  fastify.get('/sitemap.xml', (_request, reply) =>
    reply.headers(shortly).type('application/xml; charset=utf-8').send(sitemap),
  )
  const robots = buildRobots(options)
  fastify.get('/robots.txt', (_request, reply) =>
    reply.headers(shortly).type('text/plain; charset=utf-8').send(robots),
  )
  fastify.get('/.well-known/security.txt', (_request, reply) =>
    reply.headers(shortly).type('text/plain; charset=utf-8').send(buildSecurityText(options)),
  )
}

/** @see https://www.sitemaps.org/protocol.html */
export function buildSitemap({ pages, languages, publicUrl }: SiteFilesOptions): string {
  const urlOf = (page: string, language: Language) =>
    escapeXml(publicUrl + addressIn(language, page))
  const link = (lang: string, url: string) =>
    `<xhtml:link rel="alternate" hreflang="${lang}" href="${url}"/>`
  const urls = pages.flatMap((page) => {
    const others = languages.map((language) => link(language, urlOf(page, language)))
    const links = [...others, link('x-default', urlOf(page, 'en'))].join('')
    return languages.map((language) => `<url><loc>${urlOf(page, language)}</loc>${links}</url>`)
  })
  const spaces =
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${spaces}>\n${urls.join('\n')}\n</urlset>\n`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const notForRobots = ['/api/', '/sandbox/', '/account', '/apps', '/mailbox', '/search']

function buildRobots({ publicUrl, languages }: SiteFilesOptions): string {
  const closed = notForRobots.flatMap((path) =>
    [...new Set(languages.map((language) => addressIn(language, path)))].map(
      (address) => `Disallow: ${address}`,
    ),
  )
  return `User-agent: *\n${closed.join('\n')}\n\nSitemap: ${publicUrl}/sitemap.xml\n`
}

/** @see RFC 9116 */
export function buildSecurityText(options: SiteFilesOptions): string {
  const { publicUrl, languages, mailContact, now } = options
  const midnight = Math.floor(now() / dayMs) * dayMs
  const expires = new Date(midnight + securityTextDays * dayMs).toISOString()
  return [
    `Contact: ${publicUrl}/contact`,
    `Contact: mailto:${mailContact}`,
    `Expires: ${expires}`,
    `Preferred-Languages: ${languages.join(', ')}`,
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    `Policy: ${publicUrl}/security`,
    '',
  ].join('\n')
}
