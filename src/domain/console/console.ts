/** The test console: an operation of a product, called as an app of the reader or as the demo app. It decides what may be called; the runner calls. */
import type { App } from '#src/domain/apps/app.ts'
import type { AppOwner, Apps } from '#src/domain/apps/apps.ts'
import type { AuditActor } from '#src/domain/audit/audit-trail.ts'
import { splitAccounts } from '#src/domain/apps/world-accounts.ts'
import type { TestAccount, TestCustomer } from '#src/domain/catalogue/test-customers.ts'
import type { RateLimits } from '#src/domain/developers/rate-limits.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { minuteMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Random } from '#src/kit/random.ts'
import { buildRequest } from './build-request.ts'
import type { AskedRequest } from './build-request.ts'
import { findOperation } from './console-catalogue.ts'
import type { ConsoleProduct, FoundOperation } from './console-catalogue.ts'
import { refuse } from './console-errors.ts'
import type { Authority, ConsoleRequest, ConsoleResponse, ConsoleRunner } from './console-runner.ts'
import { buildCurl, tokenPlaceholder } from './curl.ts'
import type { ShownRequest } from './curl.ts'
import type { DemoApp } from './demo-app.ts'
import { findLinks } from './links.ts'
import type { ConsoleLink } from './links.ts'
import { wayToAuthorise } from './ways-to-authorise.ts'

export interface ConsoleDependencies {
  readonly products: readonly ConsoleProduct[]
  readonly customers: readonly TestCustomer[]
  readonly accounts: readonly TestAccount[]
  readonly apps: Apps
  readonly demoApp: DemoApp
  readonly limits: RateLimits
  readonly runner: ConsoleRunner
  readonly random: Random
  readonly publicUrl: string
  worldNow(worldId: string): Promise<EpochMs>
}

/** Who asks: a developer, or a visitor known by address only. */
export interface ConsoleCaller extends AppOwner {
  readonly source: string
}

/** Headers that make the bank call an address: not for strangers. */
const callingHeader = /^tpp-notification-/iu

export interface AskedCall extends AskedRequest {
  readonly productId: string
  readonly version: string
  readonly operationId: string
  /** A demo app when left out. */
  readonly appId?: string
  /** What only this visitor knows, so that they keep a demo app of their own; without it those of one source share one. */
  readonly visitor?: string
  /** The first one when left out. */
  readonly customerId?: string
}

/** What a reader can do about an answer, where the answer alone does not say. */
export type NextHint = 'subscribe' | 'account-of-another' | 'quota'

export interface ConsoleCall {
  readonly request: ShownRequest
  readonly response: ConsoleResponse
  readonly curl: string
  readonly links: readonly ConsoleLink[]
  readonly requestId: string
  readonly nextHint?: NextHint
}

/** A secret lives as long as walking a consent may take. */
const secretLifetimeMs = 2 * minuteMs

export class Console {
  readonly #deps: ConsoleDependencies

  constructor(deps: ConsoleDependencies) {
    this.#deps = deps
  }

  /** Test customers that can give consent, with their accounts: what a form is filled in with. */
  listCustomers() {
    const { customers, accounts } = this.#deps
    return customers
      .filter((customer) => customer.state === 'active')
      .map(({ id, name, about }) => {
        const own = accounts.filter(
          ({ owners, status }) => owners.includes(id) && status === 'enabled',
        )
        const { payment, cards } = splitAccounts(own)
        return {
          id,
          name,
          about,
          accounts: payment.map((account) => ({
            id: account.id,
            name: account.name,
            iban: account.iban,
          })),
          cardAccounts: cards.map((account) => ({
            id: account.id,
            name: account.name,
            maskedPan: account.maskedPan,
          })),
        }
      })
      .toSorted(
        (one, other) => Number(one.accounts.length === 0) - Number(other.accounts.length === 0),
      )
  }

  /** Throws the codes of this room, and `app-unknown` for an app of somebody else too. */
  async call(caller: ConsoleCaller, asked: AskedCall): Promise<ConsoleCall> {
    const found = findOperation(this.#deps.products, asked)
    const customerId = this.#chooseCustomer(asked)
    const sent = asked.appId === undefined ? withoutCalls(asked) : asked
    const request = buildRequest(found, sent, () => this.#deps.random.uuid())
    await this.#count(caller, asked)
    const app = await this.#loadApp(caller, asked)
    const authority = this.#authorityOf(found, customerId, { app, actor: actorOf(caller, asked) })
    const response = await this.#deps.runner.run(request, authority)
    return this.#show(found, { request, response, authority })
  }

  #chooseCustomer({ customerId }: AskedCall): string {
    const customers = this.listCustomers()
    const chosen = customerId === undefined ? customers[0]?.id : customerId
    // Any customer of the bank may be tried, a blocked one too: being refused is a test as well.
    const isKnown = this.#deps.customers.some(({ id }) => id === chosen)
    if (chosen === undefined || !isKnown)
      throw refuse('console-customer-unknown', { pointer: '/customerId' })
    return chosen
  }

  #loadApp(caller: ConsoleCaller, { appId, visitor }: AskedCall): Promise<App> {
    const { source, developerId } = caller
    const key = developerId === '' ? visitor : developerId
    if (appId === undefined)
      return this.#deps.demoApp.load({ source, ...(key === undefined ? {} : { key }) })
    return this.#deps.apps.load(caller, appId)
  }

  /** Throws `console-limit-reached`. */
  async #count({ source, developerId }: ConsoleCaller, { appId }: AskedCall): Promise<void> {
    try {
      await this.#deps.limits.take(
        appId === undefined
          ? [
              { name: 'console-visitor', of: [source] },
              { name: 'console-demo', of: [] },
            ]
          : [{ name: 'console-developer', of: [developerId] }],
      )
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'too-many-requests') throw error
      throw refuse('console-limit-reached', {
        retryAfterSeconds: Number(error.facts['retryAfterSeconds']),
      })
    }
  }

  #authorityOf(
    found: FoundOperation,
    customerId: string,
    borrower: { readonly app: App; readonly actor: AuditActor },
  ): Authority {
    const { way, scope } = wayToAuthorise(found.product, found.version, found.operation)
    if (way === 'none') return { way }
    const { apps, worldNow } = this.#deps
    const { app } = borrower
    const loan = { lifetimeMs: secretLifetimeMs, actor: borrower.actor }
    const actor = {
      app,
      worldNow: () => worldNow(app.worldId),
      lendSecret: () => apps.lendSecret(app.id, loan),
    }
    if (way === 'app-credentials') return { way, scope, actor }
    if (app.redirectUris.length === 0)
      throw refuse('console-redirect-uri-missing', { pointer: '/appId' })
    return { way, scope, customerId, actor }
  }

  #show(
    found: FoundOperation,
    made: { request: ConsoleRequest; response: ConsoleResponse; authority: Authority },
  ): ConsoleCall {
    const { request, response, authority } = made
    const { publicUrl } = this.#deps
    const token = authority.way === 'none' ? {} : { Authorization: `Bearer ${tokenPlaceholder}` }
    const shown: ShownRequest = {
      method: request.method,
      url: `${publicUrl}${request.path}`,
      headers: { ...token, ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
    }
    const nextHint = hintOf(found, authority, response)
    return {
      request: shown,
      response,
      curl: buildCurl(shown),
      links: findLinks(found.version, publicUrl, response.body),
      requestId: response.headers['x-request-id'] ?? request.headers['X-Request-ID'] ?? '',
      ...(nextHint === undefined ? {} : { nextHint }),
    }
  }
}

/** A visitor is nobody known: the demo app acts by itself. */
function actorOf({ developerId }: ConsoleCaller, { appId }: AskedCall): AuditActor {
  return appId === undefined ? { kind: 'system' } : { kind: 'developer', id: developerId }
}

function withoutCalls({ parameters, ...asked }: AskedCall): AskedCall {
  const kept = Object.entries(parameters.header ?? {}).filter(([name]) => !callingHeader.test(name))
  return { ...asked, parameters: { ...parameters, header: Object.fromEntries(kept) } }
}

function hintOf(
  { version }: FoundOperation,
  authority: Authority,
  { status }: ConsoleResponse,
): NextHint | undefined {
  if (status === 403 && !version.isBuiltIn) return 'subscribe'
  if (status === 404 && authority.way === 'customer-consent') return 'account-of-another'
  return status === 429 ? 'quota' : undefined
}
