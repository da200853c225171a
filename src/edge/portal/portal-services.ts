/** What the portal API asks of the rooms; the composition hands it in. */
import type { Apps } from '#src/domain/apps/apps.ts'
import type { Accounts } from '#src/domain/developers/accounts.ts'
import type { listCallsOfApp } from '#src/domain/statistics/call-recorder.ts'

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
  listCalls(filter: {
    appId: string
    requestId?: string
    limit: number
    before?: string
  }): Promise<CallPage>
}
