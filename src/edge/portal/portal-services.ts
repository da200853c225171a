/** What the portal API asks of the rooms; the composition hands it in. */
import type { Apps } from '#src/domain/apps/apps.ts'
import type { Subscriptions } from '#src/domain/apps/subscriptions.ts'
import type { Worlds } from '#src/domain/apps/worlds.ts'
import type { Product } from '#src/domain/catalogue/products.ts'
import type { Console } from '#src/domain/console/console.ts'
import type { Accounts } from '#src/domain/developers/accounts.ts'
import type { Search } from '#src/domain/search/search.ts'
import type { Certificates } from '#src/domain/tpps/certificates.ts'
import type { listCallsOfApp } from '#src/domain/statistics/call-recorder.ts'
import type { ContactDesk } from '#src/domain/support/contact-desk.ts'
import type { Notices } from '#src/domain/support/notices.ts'
import type { References } from './references.ts'

export type CallPage = Awaited<ReturnType<typeof listCallsOfApp>>

/** The developer behind a session, or nobody for operations that need none. */
export interface PortalIdentity {
  readonly sessionToken: string
  readonly developerId: string
  readonly organisationIds: readonly string[]
}

export const nobody: PortalIdentity = { sessionToken: '', developerId: '', organisationIds: [] }

export interface PortalServices {
  readonly accounts: Accounts
  readonly apps: Apps
  readonly subscriptions: Subscriptions
  readonly products: readonly Product[]
  readonly references: References
  readonly testConsole: Console
  readonly contactDesk: ContactDesk
  readonly notices: Notices
  /** Of the bank: notices are read by people who live there. */
  readonly timeZone: string
  /** There with the sandbox role. */
  readonly worlds?: Worlds
  readonly search: Search
  /** There where the sandbox runs. */
  readonly certificates?: Certificates
  listCalls(filter: {
    appId: string
    requestId?: string
    limit: number
    before?: string
  }): Promise<CallPage>
}
