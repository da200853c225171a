/**
 * What reads of the interface are judged by, kept in memory for less than a second and dropped as soon as it changes.
 * It keeps rows as they were read; whether they still hold at the moment of use is the rooms' judgement.
 */
import type { Clock } from '#src/kit/clock.ts'

export interface FactsCache {
  /**
   * The kept value, or the loaded one. It is kept when `worldOf` names its World, so that what is unknown is asked for
   * again each time.
   */
  remember<Value>(
    key: string,
    load: () => Promise<Value>,
    worldOf: (value: Value) => string | undefined,
  ): Promise<Value>
  /** Something in the World has changed. */
  drop(worldId: string): void
  clear(): void
  /** While changes by other processes cannot be heard, nothing is kept and nothing kept is used. */
  setLive(isLive: boolean): void
}

/** The longest time for which an unheard change can stay unseen; the limit of the product is a second. */
export const factsLifeMs = 900
const entriesMax = 20_000

interface Entry {
  readonly worldId: string
  readonly readAt: number
  readonly value: unknown
}

export function createFactsCache(clock: Clock): FactsCache {
  const entries = new Map<string, Entry>()
  let isLive = false
  /** Grows with every change heard: a row read before a change is not kept after it. */
  let changes = 0
  const clear = () => {
    changes += 1
    entries.clear()
  }
  const isFresh = ({ readAt }: Entry, now: number) => now >= readAt && now - readAt < factsLifeMs
  return {
    async remember<Value>(
      key: string,
      load: () => Promise<Value>,
      worldOf: (value: Value) => string | undefined,
    ): Promise<Value> {
      const now = clock.now()
      const kept = entries.get(key)
      // One key is only ever remembered with one type.
      if (isLive && kept && isFresh(kept, now)) return kept.value as Value
      const before = changes
      const value = await load()
      const worldId = worldOf(value)
      if (!isLive || worldId === undefined || before !== changes) return value
      if (entries.size >= entriesMax) entries.clear()
      entries.set(key, { worldId, readAt: now, value })
      return value
    },
    drop(worldId) {
      changes += 1
      for (const [key, entry] of entries) if (entry.worldId === worldId) entries.delete(key)
    },
    clear,
    setLive(next) {
      clear()
      isLive = next
    },
  }
}
