/** What a World has of its own besides its clock: changes to the bank's profile, and test data in place of the pack's. */
import type { AuditActor, AuditTrail } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import { bankProfileSchema } from '#src/domain/catalogue/bank-profile.ts'
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import type { TestData } from '#src/domain/catalogue/test-data.ts'
import { diffPatch, mergePatch } from '#src/kit/merge-patch.ts'
import type { WorldStore } from './app-store.ts'

export interface WorldSettingsDependencies {
  readonly transact: Transact<{ worlds: WorldStore }>
  readonly worlds: Pick<WorldStore, 'profilePatchOf' | 'testDataOf'>
  readonly realm: string
  /** The pack's. */
  readonly profile: BankProfile
}

/** A rule of the profile that a change would break. */
export interface ProfileFault {
  readonly path: readonly PropertyKey[]
  readonly reason: string
}

export class WorldSettings {
  readonly #deps: WorldSettingsDependencies
  /** Profiles by the patch they were made of, as long as the store hands out the very same one. */
  readonly #made = new WeakMap<object, BankProfile>()

  constructor(deps: WorldSettingsDependencies) {
    this.#deps = deps
  }

  /** The profile that holds in the World; asked for on every call, so that a change counts from the next one on. */
  async profileOf(worldId: string): Promise<BankProfile> {
    const { profile, worlds } = this.#deps
    const patch = await worlds.profilePatchOf(worldId)
    if (typeof patch !== 'object' || patch === null) return profile
    const known = this.#made.get(patch)
    if (known) return known
    const made = bankProfileSchema.parse(mergePatch(profile, patch))
    this.#made.set(patch, made)
    return made
  }

  /**
   * Applies a JSON merge patch (RFC 7396) to the World's profile; a member set to null goes back to the framework's default.
   * Answers what is wrong with the result when something is; then nothing is changed.
   */
  async changeProfile(
    worldId: string,
    patch: unknown,
    actor: AuditActor,
  ): Promise<readonly ProfileFault[]> {
    const { profile, transact, realm } = this.#deps
    return transact(async ({ worlds, audit }) => {
      const current = mergePatch(profile, (await worlds.profilePatchOf(worldId)) ?? {})
      const read = bankProfileSchema.safeParse(mergePatch(current, patch))
      if (!read.success)
        return read.error.issues.map(({ path, message }) => ({ path, reason: message }))
      await worlds.setProfilePatch(worldId, diffPatch(profile, read.data))
      record(audit, { realm, worldId, actor, action: 'world.profile-changed' })
      return []
    })
  }

  /** The World is the bank's own kind of bank again. */
  async resetProfile(worldId: string, actor: AuditActor): Promise<void> {
    const { transact, realm } = this.#deps
    await transact(async ({ worlds, audit }) => {
      await worlds.setProfilePatch(worldId, {})
      record(audit, { realm, worldId, actor, action: 'world.profile-reset' })
    })
  }

  /** The World's own test data; undefined while it has the pack's. */
  async testDataOf(worldId: string): Promise<TestData | undefined> {
    const text = await this.#deps.worlds.testDataOf(worldId)
    // Checked against its schema before it was stored.
    return text === undefined ? undefined : (JSON.parse(text) as TestData)
  }

  /** Puts the data in place of what the World had, all or nothing. `json` is what a TestDataReader made. */
  async replaceTestData(worldId: string, json: string, actor: AuditActor): Promise<void> {
    const { transact, realm } = this.#deps
    await transact(async ({ worlds, audit }) => {
      await worlds.setTestData(worldId, json)
      record(audit, { realm, worldId, actor, action: 'world.test-data-replaced' })
    })
  }
}

function record(
  audit: AuditTrail,
  what: { realm: string; worldId: string; actor: AuditActor; action: string },
) {
  const { realm, worldId, actor, action } = what
  audit.record({ realm, actor, action, subject: { kind: 'world', id: worldId } })
}
