/** What the customer's pages ask of the rooms and of the authorization server; the composition hands it in. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BankConnector, BankCustomer, SimulatedBank } from '#src/connector/bank-connector.ts'
import type { Approvals } from '#src/domain/grants/approvals.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import type { Authorisations, WorldNow } from '#src/domain/sca/authorisations.ts'

/** The app that asks, as the customer should see it. */
export interface AskingApp {
  readonly name: string
  readonly organisationName: string
  /** Origins of its redirect URIs: the only foreign places a form may lead to. */
  readonly redirectOrigins: readonly string[]
}

export interface PsuServices {
  readonly realm: string
  readonly authorisations: Authorisations
  readonly approvals: Approvals
  readonly worldNow: WorldNow
  readonly connector: BankConnector
  /** The sandbox bank, which plays the customer's BankID app; undefined where a real bank answers. */
  readonly simulator: SimulatedBank | undefined
  /** True when the browser holds the cookie of this authorisation. */
  isOwnBrowser(request: IncomingMessage, response: ServerResponse, id: string): Promise<boolean>
  /** True when the pages are served over https, so that cookies may say so. */
  readonly isSecureOrigin: boolean
  /** Hands the end to the authorization server; answers the absolute address where the browser goes on. */
  finish(authorisationId: string): Promise<string>
  findAskingApp(appId: string): Promise<AskingApp | undefined>
}

/** A context for the bank, at the World's time. */
export async function bankContextOf(services: PsuServices, authorisation: Authorisation) {
  const { realm, worldId } = authorisation
  return { realm, worldId, nowMs: await services.worldNow(worldId) }
}

/** The test customers to choose from; empty where a real bank answers. */
export async function listTestCustomers(
  services: PsuServices,
  authorisation: Authorisation,
): Promise<readonly BankCustomer[]> {
  if (!services.simulator) return []
  return services.simulator.listCustomers(await bankContextOf(services, authorisation))
}
