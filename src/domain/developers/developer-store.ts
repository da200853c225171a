/** What the room needs from the store about developers. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { Developer } from './developer.ts'

/** A deleted account whose 14 days are over. */
export interface ErasableDeveloper {
  readonly id: string
  readonly email: string
  readonly deletedAt: EpochMs
}

export interface DeveloperStore {
  /** False when the address has a living account already. */
  create(developer: Developer): Promise<boolean>
  /** The living account of an address. */
  findByEmail(email: string): Promise<Developer | undefined>
  find(id: string): Promise<Developer | undefined>
  /** Reads the row and holds it until the transaction ends, so that changes of one account wait for each other. */
  lock(id: string): Promise<Developer | undefined>
  /** From pending to active; false when it was not pending. */
  activate(id: string, change: { passwordHash: string; at: EpochMs }): Promise<boolean>
  setPassword(id: string, passwordHash: string): Promise<void>
  /** Frees the address at once. */
  markDeleted(
    id: string,
    ending: { at: EpochMs; eraseAt: EpochMs; reason: string | undefined },
  ): Promise<void>
  listToErase(now: EpochMs, limit: number): Promise<readonly ErasableDeveloper[]>
  /** Puts the mark in the address's place and forgets the reason. */
  erase(id: string, mark: string): Promise<void>
}
