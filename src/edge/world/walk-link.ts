/** Walks the link of a redirect without a browser: opens it once, keeps its cookie, has the customer played. */
import type { FastifyInstance } from 'fastify'
import { DomainError } from '#src/kit/domain-error.ts'

export interface LinkWalkOptions {
  readonly fastify: FastifyInstance
  /** Of the public address: the door answers to no other. */
  readonly host: string
  /** Where the customer's pages lie. */
  readonly customerPath: string
  /** Origins under which the pages may be named. */
  readonly origins: readonly string[]
  /** The app of an authorisation; undefined when there is none. */
  appOf(authorisationId: string): Promise<string | undefined>
  /** Where the browser goes when it is over. */
  leaveTo(authorisationId: string): Promise<string>
}

/** The authorisation and secret of a link; undefined when the address is no such link. */
export function parseLink(
  { customerPath, origins }: LinkWalkOptions,
  address: string,
): { readonly id: string; readonly path: string } | undefined {
  const url = URL.parse(address)
  if (!url || !origins.includes(url.origin) || !url.searchParams.has('start')) return undefined
  if (!url.pathname.startsWith(`${customerPath}/`)) return undefined
  return { id: url.pathname.slice(customerPath.length + 1), path: `${url.pathname}${url.search}` }
}

/** Answers where the browser would go. Throws `authorization-url-of-another-app`, `authorization-link-used`. */
export async function walkLink(
  options: LinkWalkOptions,
  link: { readonly id: string; readonly path: string },
  walk: { readonly appId: string; play(authorisationId: string): Promise<void> },
): Promise<string> {
  const { fastify, host } = options
  if ((await options.appOf(link.id)) !== walk.appId)
    throw new DomainError('authorization-url-of-another-app')
  const opened = await fastify.inject({ method: 'GET', url: link.path, headers: { host } })
  const [own] = opened.cookies
  const page = opened.headers.location
  if (!own || page === undefined) throw new DomainError('authorization-link-used')
  const cookie = `${own.name}=${own.value}`
  const shown = await fastify.inject({ method: 'GET', url: page, headers: { host, cookie } })
  // The browser that opened the link is the only one that may go on.
  if (shown.statusCode !== 200) throw new DomainError('authorization-link-used')
  await walk.play(link.id)
  return options.leaveTo(link.id)
}
