/** What the portal API asks of the rooms; the composition hands it in. */
import type { Apps } from '#src/domain/apps/apps.ts'
import type { ClientSecrets } from '#src/domain/apps/client-secrets.ts'
import type { Subscriptions } from '#src/domain/apps/subscriptions.ts'
import type { WorldSettings } from '#src/domain/apps/world-settings.ts'
import type { Worlds } from '#src/domain/apps/worlds.ts'
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import type { Localized } from '#src/domain/catalogue/localized.ts'
import type { Product } from '#src/domain/catalogue/products.ts'
import type { TestDataReader } from '#src/domain/catalogue/read-test-data.ts'
import type { TestData } from '#src/domain/catalogue/test-data.ts'
import type { Console } from '#src/domain/console/console.ts'
import type { Accounts } from '#src/domain/developers/accounts.ts'
import type { NotificationStore } from '#src/domain/notifications/notification-store.ts'
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

/** What a World has of its own besides its clock. */
export interface WorldContents {
  readonly settings: WorldSettings
  /** The World's own test data, or what the pack gives it. */
  testDataOf(worldId: string): Promise<TestData>
  readonly readTestData: TestDataReader
}

/** Where the interface differs from the standard on purpose. */
export interface Deviation {
  readonly place: Localized
  readonly ours: Localized
  readonly source: string
}

export interface PortalServices {
  readonly accounts: Accounts
  readonly apps: Apps
  readonly clientSecrets: ClientSecrets
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
  readonly worldContents?: WorldContents
  /** The pack's profile, the schema that every profile fits, and what no profile changes. */
  readonly bankProfile: {
    readonly profile: BankProfile
    readonly schema: unknown
    readonly deviations: readonly Deviation[]
  }
  readonly search: Search
  /** There where the sandbox runs. */
  readonly certificates?: Certificates
  /** What is kept about a developer; undefined when there is no such account. */
  personalDataOf(developerId: string): Promise<object | undefined>
  readonly notificationLog: NotificationStore['listOfApp']
  listCalls(filter: {
    appId: string
    requestId?: string
    limit: number
    before?: string
  }): Promise<CallPage>
}
