/** Where apps, their secrets and their Worlds are kept. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { App } from './app.ts'

export interface StoredSecret {
  readonly id: string
  readonly appId: string
  /** SHA-256 (hex): the secret itself is 256 random bits. */
  readonly secretHash: string
  readonly hint: string
  readonly createdAt: EpochMs
  /** Where its end is known: lent for a moment, or replaced by a newer one. */
  readonly expiresAt?: EpochMs
  /** Lent to a call of the console; no developer has seen it. */
  readonly isLent?: boolean
  /** To some minutes. */
  readonly lastUsedAt?: EpochMs
}

export interface SecretStore {
  /** Of an app, in force at this time, lent ones too; newest first. */
  listInForce(appId: string, at: EpochMs): Promise<readonly StoredSecret[]>
  add(secret: StoredSecret): Promise<void>
  remove(id: string): Promise<void>
  /** The app's secrets end at this time at the latest; lent ones keep theirs. */
  endBy(appId: string, at: EpochMs): Promise<void>
  /** False when it had been revoked already. */
  revoke(id: string, at: EpochMs): Promise<boolean>
  isRevoked(id: string): Promise<boolean>
  /** Writes only where the last use noted is older than `before`. */
  noteUse(id: string, at: EpochMs, before: EpochMs): Promise<void>
  /** What ended or was revoked before this time. */
  deleteEnded(before: EpochMs): Promise<void>
}

/** Living apps only, but where it says otherwise. */
export interface AppStore {
  create(app: App, secret: StoredSecret): Promise<void>
  find(id: string): Promise<App | undefined>
  findByClientId(clientId: string): Promise<App | undefined>
  /** Oldest first. */
  listOfOrganisations(organisationIds: readonly string[]): Promise<readonly App[]>
  update(id: string, change: { name?: string; redirectUris?: readonly string[] }): Promise<boolean>
  /** Marks as deleted; false when it was already. */
  delete(id: string, at: EpochMs): Promise<boolean>
  /** Holds the row until the transaction ends; false when there is none. */
  lock(id: string): Promise<boolean>
}

/** A World: the private test bank of one app. Only what differs from the pack is stored; at birth that is nothing. */
export interface WorldStore {
  create(world: { id: string; realm: string; createdAt: EpochMs }): Promise<void>
  /** Milliseconds by which the World's clock is ahead of the machine's; 0 for a World that is not there. */
  offsetOf(id: string): Promise<number>
  /** The World's own changes to the bank's profile (JSON merge patch); undefined when it has none. */
  profilePatchOf(id: string): Promise<unknown>
  setProfilePatch(id: string, patch: unknown): Promise<void>
  /** Test data in place of the pack's, as JSON; undefined when the World has none. */
  testDataOf(id: string): Promise<string | undefined>
  setTestData(id: string, data: string): Promise<void>
  /** Back to the first day: clock on real time, profile and test data the pack's, no customer blocked. */
  reset(id: string, at: EpochMs): Promise<void>
}
