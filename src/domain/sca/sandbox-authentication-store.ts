/** Where the sandbox bank keeps the authentications it simulates. Nothing of a real bank's is kept here. */
import type { EpochMs } from '#src/kit/clock.ts'

type SandboxAuthenticationState = 'pending' | 'complete' | 'failed' | 'cancelled' | 'timed-out'

/** One simulated authentication. Times are on the clock of its World. */
export interface SandboxAuthentication {
  readonly reference: string
  readonly realm: string
  readonly worldId: string
  readonly state: SandboxAuthenticationState
  /** In an app of the customer's, or by a one-time password that comes through a TPP. */
  readonly kind: 'app' | 'challenge'
  /** Who it is, once complete; of a challenge and of a push from the beginning. */
  readonly customerId?: string
  readonly startedAt: EpochMs
  readonly expiresAt: EpochMs
  /** The act that ended it, when it had a name. */
  readonly endedBy?: string
}

/** Names one authentication inside its World. */
type SandboxAuthenticationKey = Pick<SandboxAuthentication, 'realm' | 'worldId' | 'reference'>

export interface SandboxAuthenticationStore {
  /** Changes nothing when there is one of that reference. */
  create(authentication: SandboxAuthentication): Promise<void>
  find(key: SandboxAuthenticationKey): Promise<SandboxAuthentication | undefined>
  /** Those in an app that wait for their customer at the instant, oldest first. */
  listPending(
    world: { readonly realm: string; readonly worldId: string },
    at: EpochMs,
  ): Promise<readonly SandboxAuthentication[]>
  /** Ends it when it is still pending, in one statement; false when somebody was quicker or there is none. */
  end(
    key: SandboxAuthenticationKey,
    to: {
      readonly state: Exclude<SandboxAuthenticationState, 'pending'>
      readonly customerId?: string
      readonly endedBy?: string
    },
  ): Promise<boolean>
  /** Deletes those of a World that ran out before the instant on its clock; the number deleted. */
  deleteExpired(world: { realm: string; worldId: string }, before: EpochMs): Promise<number>
}
