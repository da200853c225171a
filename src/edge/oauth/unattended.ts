/** Walks an authorization request without a browser, through the same door and the same use cases as a customer. */
import type { FastifyInstance } from 'fastify'
import { DomainError } from '#src/kit/domain-error.ts'
import type { CurrentProvider } from './current-provider.ts'
import type { OauthServices } from './oauth-services.ts'
import { toDenial } from './outcome.ts'

export interface WalkOptions {
  readonly fastify: FastifyInstance
  readonly provider: CurrentProvider
  readonly services: OauthServices
  readonly basePath: string
  readonly customerPath: string
  /** Of the public address: the door answers to no other. */
  readonly host: string
  /** Origins under which the authorization endpoint may be named. */
  readonly origins: readonly string[]
}

/** What walks: an app's own authorization request and how the customer behaves in it. */
export interface Walk {
  readonly authorizationUrl: string
  /** The app's names as a client. */
  readonly clientIds: readonly string[]
  /** Plays the customer in the authorisation with this id until it has ended. */
  play(authorisationId: string): Promise<void>
}

/**
 * Answers the address to which the customer would be sent back.
 * Throws `authorization-url-foreign` (not ours), `authorization-url-of-another-app`,
 * `authorization-request-refused` (the server would show an error page).
 */
export async function walkAuthorization(options: WalkOptions, walk: Walk): Promise<string> {
  const url = parseOwnUrl(options, walk)
  const opened = await options.fastify.inject({
    method: 'GET',
    url: `${url.pathname}${url.search}`,
    headers: { host: options.host },
  })
  const location = String(opened.headers.location ?? '')
  const id = authorisationIdOf(options, location)
  if (id === undefined) {
    if (location !== '') return location
    throw new DomainError('authorization-request-refused', refusalOf(opened.body))
  }
  await walk.play(id)
  const returnTo = new URL(await finishAuthorisation(options, id))
  const cookie = opened.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const resumed = await options.fastify.inject({
    method: 'GET',
    url: `${returnTo.pathname}${returnTo.search}`,
    headers: { host: options.host, cookie },
  })
  if (resumed.headers.location === undefined) {
    throw new DomainError('authorization-request-refused', refusalOf(resumed.body))
  }
  return String(resumed.headers.location)
}

/** Hands the end of an authorisation to the protocol library; answers where the browser goes on. */
export async function finishAuthorisation(
  options: Pick<WalkOptions, 'provider' | 'services'>,
  authorisationId: string,
): Promise<string> {
  const { provider, services } = options
  const interaction = await (await provider.get()).Interaction.find(authorisationId)
  if (!interaction) throw new DomainError('authorisation-unknown')
  const authorisation = await services.loadAuthorisation(authorisationId)
  interaction.result =
    toDenial(authorisation.state) ?? (await approvedResult(services, authorisation))
  await interaction.persist()
  return interaction.returnTo
}

async function approvedResult(
  services: OauthServices,
  authorisation: { appId: string; psuId?: string; consentId?: string; state: string },
) {
  const { consentId, psuId, appId, state } = authorisation
  const grant = consentId === undefined ? undefined : await services.findGrantOfConsent(consentId)
  if (!grant || psuId === undefined) throw new DomainError('authorisation-unfinished', { state })
  return {
    login: { accountId: services.subjectOf(appId, psuId), remember: false },
    consent: { grantId: grant.id },
  }
}

function parseOwnUrl(options: WalkOptions, walk: Walk): URL {
  const url = URL.parse(walk.authorizationUrl)
  if (
    !url ||
    !options.origins.includes(url.origin) ||
    url.pathname !== `${options.basePath}/authorize`
  ) {
    throw new DomainError('authorization-url-foreign')
  }
  if (!walk.clientIds.includes(url.searchParams.get('client_id') ?? '')) {
    throw new DomainError('authorization-url-of-another-app')
  }
  return url
}

function authorisationIdOf(options: WalkOptions, location: string): string | undefined {
  const start = location.indexOf(`${options.customerPath}/`)
  if (start === -1 || !options.origins.some((origin) => location.startsWith(origin))) {
    return undefined
  }
  return location.slice(start + options.customerPath.length + 1)
}

function refusalOf(body: string): Record<string, string> {
  try {
    // The authorization server answers JSON errors to callers that do not ask for HTML.
    const parsed = JSON.parse(body) as { error?: string; error_description?: string }
    return { error: parsed.error ?? 'unknown', description: parsed.error_description ?? '' }
  } catch {
    return { error: 'unknown', description: '' }
  }
}
