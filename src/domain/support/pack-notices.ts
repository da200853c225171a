/** Turns the notices that a bank keeps in its pack into those of this room. It judges nothing: the pack was checked when it was loaded. */
import type { PackNotice } from '#src/domain/catalogue/notices.ts'
import type { Notice } from './notice-store.ts'

export function toNotices(ofPack: readonly PackNotice[]): Notice[] {
  return ofPack.map(({ id, kind, from, until, text }) => ({
    id,
    kind,
    from: new Date(from).getTime(),
    until: new Date(until).getTime(),
    text,
  }))
}
