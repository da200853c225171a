/** A notice about maintenance or an incident, and what the room needs from the store about those that an operator writes. */
import type { Localized } from '#src/domain/catalogue/localized.ts'
import type { EpochMs } from '#src/kit/clock.ts'

export type NoticeKind = 'maintenance' | 'incident'

export interface Notice {
  readonly id: string
  readonly kind: NoticeKind
  readonly from: EpochMs
  readonly until: EpochMs
  readonly text: Localized
}

export interface StoredNotice extends Notice {
  readonly realm: string
  readonly createdAt: EpochMs
}

export interface NoticeStore {
  create(notice: StoredNotice): Promise<void>
  find(id: string): Promise<StoredNotice | undefined>
  /** Those that end after a moment, by their beginning. */
  listEndingAfter(at: EpochMs, limit: number): Promise<StoredNotice[]>
  /** Moves the end of a notice; false when it has ended before that. */
  end(id: string, at: EpochMs): Promise<boolean>
}
