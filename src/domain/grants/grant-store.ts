/** Where grants are kept. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { Grant, GrantEnd } from './grant.ts'

export interface GrantStore {
  create(grant: Grant): Promise<void>
  find(id: string): Promise<Grant | undefined>
  findByConsent(consentId: string): Promise<Grant | undefined>
  /** Grants of an app or a World that have not ended. */
  listLiving(scope: { appId: string } | { worldId: string }): Promise<readonly Grant[]>
  /** Marks the grant as ended; false when it had ended already. */
  end(id: string, ending: { reason: GrantEnd; at: EpochMs }): Promise<boolean>
}
