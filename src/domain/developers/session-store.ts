/** What the room needs from the store about sessions. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { Session } from './developer.ts'

export interface SessionStore {
  create(session: Session): Promise<void>
  find(tokenHash: string): Promise<Session | undefined>
  touch(tokenHash: string, at: EpochMs): Promise<void>
  remove(tokenHash: string): Promise<void>
  /** Ends all sessions of a developer. */
  removeOf(developerId: string): Promise<void>
  removeExpired(now: EpochMs): Promise<void>
}
