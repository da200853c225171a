/** What the room needs from the store about links in mails. A link works once. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { Link, LinkPurpose } from './developer.ts'

export interface LinkStore {
  create(link: Link): Promise<void>
  /** The link when it is unused, not replaced and not expired. */
  findUsable(tokenHash: string, purpose: LinkPurpose, now: EpochMs): Promise<Link | undefined>
  /** Uses the link up; false when it was no longer usable. */
  use(tokenHash: string, now: EpochMs): Promise<boolean>
  /** All links of the developer that could still be used die. */
  replaceAll(developerId: string, now: EpochMs): Promise<void>
  removeOf(developerId: string): Promise<void>
  /** Removes links that belong to no developer. */
  removeOrphans(): Promise<void>
}
