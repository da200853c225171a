/** What the room needs from the store about organisations, the owners of apps, and their members. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { Membership } from './developer.ts'

export interface Organisation {
  readonly id: string
  readonly kind: 'personal' | 'company'
  readonly name: string
  readonly createdAt: EpochMs
}

export interface OrganisationStore {
  create(organisation: Organisation): Promise<void>
  addMember(
    organisationId: string,
    member: { developerId: string; role: string; at: EpochMs },
  ): Promise<void>
  /** Living organisations of a developer, oldest first. */
  listOf(developerId: string): Promise<Membership[]>
  /** Living organisations that have this developer and nobody else. */
  listOnlyOf(developerId: string): Promise<string[]>
  markDeleted(id: string, at: EpochMs): Promise<void>
  removeMemberships(developerId: string): Promise<void>
}
