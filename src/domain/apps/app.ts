/** An app: a registered application with a Client ID, owned by an organisation, with a World of its own in the sandbox. */
import type { EpochMs } from '#src/kit/clock.ts'

export type AppType = 'web' | 'native'

export interface App {
  readonly id: string
  readonly realm: string
  readonly organisationId: string
  readonly worldId: string
  readonly name: string
  readonly type: AppType
  readonly redirectUris: readonly string[]
  readonly clientId: string
  /** Last four characters of the Client Secret, to tell secrets apart. */
  readonly secretHint: string
  readonly createdAt: EpochMs
}
