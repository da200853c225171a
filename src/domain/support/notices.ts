/** Notices about maintenance and incidents: those of the pack and those an operator writes, in one list. It draws no page. */
import type { AuditActor } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { Localized } from '#src/domain/catalogue/localized.ts'
import { dayMs, secondMs } from '#src/kit/clock.ts'
import type { Clock, EpochMs } from '#src/kit/clock.ts'
import { createId } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import type { Notice, NoticeKind, NoticeStore } from './notice-store.ts'

/** Every page shows the banner, so the store is asked once in a while and not for each of them. */
const freshMs = 2 * secondMs
const noticesMax = 50
export const noticeTextLengthMax = 500
const lastsMaxMs = 366 * dayMs

const operator: AuditActor = { kind: 'operator' }

export interface NoticesOptions {
  readonly transact: Transact<{ notices: NoticeStore }>
  readonly notices: NoticeStore
  /** Those that come with the pack. */
  readonly ofPack: readonly Notice[]
  readonly realm: string
  readonly clock: Clock
  readonly random: Random
}

export interface NewNotice {
  readonly kind: NoticeKind
  readonly from: EpochMs
  readonly until: EpochMs
  readonly text: Localized
}

/** Why a notice is not taken. */
export type NoticeFault = 'ends-before-it-begins' | 'already-over' | 'lasts-too-long' | 'text-unfit'

export class Notices {
  readonly #options: NoticesOptions
  #known: { readonly at: EpochMs; readonly notices: Promise<readonly Notice[]> } | undefined

  constructor(options: NoticesOptions) {
    this.#options = options
  }

  /** Current and upcoming ones, by their beginning; at most two seconds behind what the store holds. */
  async list(): Promise<readonly (Notice & { readonly isCurrent: boolean })[]> {
    const now = this.#options.clock.now()
    const known = await this.#recall(now)
    return known
      .filter(({ until }) => until > now)
      .map((notice) => ({ ...notice, isCurrent: notice.from <= now }))
  }

  /** What is wrong with a notice; undefined when it can be added. */
  findFault({ from, until, text }: NewNotice): NoticeFault | undefined {
    if (until <= from) return 'ends-before-it-begins'
    if (until <= this.#options.clock.now()) return 'already-over'
    if (until - from > lastsMaxMs) return 'lasts-too-long'
    return [text.en, text.sv].every(isFit) ? undefined : 'text-unfit'
  }

  /** Adds a notice without fault and answers its id. */
  async add(notice: NewNotice): Promise<string> {
    const { transact, realm, clock, random } = this.#options
    const createdAt = clock.now()
    const id = createId('notice', createdAt, random)
    await transact(async ({ notices, audit }) => {
      await notices.create({ ...notice, id, realm, createdAt })
      const { kind, from, until } = notice
      const subject = { kind: 'notice', id }
      const facts = { kind, from, until }
      audit.record({ realm, actor: operator, action: 'notice.added', subject, facts })
    })
    this.#known = undefined
    return id
  }

  /** Ends a notice now. */
  async end(id: string): Promise<'ended' | 'already-over' | 'unknown' | 'of-the-pack'> {
    const { transact, realm, clock, ofPack } = this.#options
    if (ofPack.some((notice) => notice.id === id)) return 'of-the-pack'
    const outcome = await transact(async ({ notices, audit }) => {
      if (!(await notices.find(id))) return 'unknown'
      if (!(await notices.end(id, clock.now()))) return 'already-over'
      const subject = { kind: 'notice', id }
      audit.record({ realm, actor: operator, action: 'notice.ended', subject })
      return 'ended'
    })
    this.#known = undefined
    return outcome
  }

  /** A question that failed is not asked again by every page either: a store in trouble is left alone meanwhile. */
  #recall(now: EpochMs): Promise<readonly Notice[]> {
    const known = this.#known
    if (known && now - known.at < freshMs && now >= known.at) return known.notices
    const notices = this.#read(now)
    this.#known = { at: now, notices }
    return notices
  }

  async #read(now: EpochMs): Promise<readonly Notice[]> {
    const stored = await this.#options.notices.listEndingAfter(now, noticesMax)
    const all: Notice[] = [...this.#options.ofPack, ...stored]
    return all.toSorted((one, other) => one.from - other.from || one.id.localeCompare(other.id))
  }
}

function isFit(text: string): boolean {
  const { length } = Array.from(text)
  return text.trim() !== '' && length <= noticeTextLengthMax && !/\p{Cc}/u.test(text)
}
