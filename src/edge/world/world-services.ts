/** What the World API asks of the rooms; the composition hands it in. */
import type { WorldNow } from '#src/domain/sca/authorisations.ts'
import type { NotificationStore } from '#src/domain/notifications/notification-store.ts'
import type { SimulatedBank } from '#src/connector/bank-connector.ts'
import type { WorldSettings } from '#src/domain/apps/world-settings.ts'
import type { Endings } from '#src/domain/grants/endings.ts'
import type { TestDataReader } from '#src/domain/catalogue/read-test-data.ts'
import type { TestData } from '#src/domain/catalogue/test-data.ts'
import type { PlayedCustomer } from './play-customer.ts'

/** The app that calls, by its Client ID and Secret. */
export interface WorldIdentity {
  readonly appId: string
  readonly clientId: string
  readonly worldId: string
}

export interface WorldServices {
  readonly realm: string
  readonly simulator: SimulatedBank
  readonly worldNow: WorldNow
  readonly settings: WorldSettings
  readonly endings: Pick<Endings, 'revokeByPsu'>
  readonly notificationLog: NotificationStore['listOfApp']
  /** Undefined when Client ID and Secret do not fit. */
  authenticate(clientId: string, clientSecret: string): Promise<WorldIdentity | undefined>
  /** Walks an authorization request with a customer who behaves as said; answers where the customer is sent back. */
  walk(authorizationUrl: string, identity: WorldIdentity, played: PlayedCustomer): Promise<string>
  /** The World's own test data, or what the pack gives it. */
  testDataOf(worldId: string): Promise<TestData>
  readonly readTestData: TestDataReader
  reset(identity: WorldIdentity): Promise<void>
}
