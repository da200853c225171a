/** Waits that our own standstill does not use up: while the thread is held no tick passes, however much time does. */

const tickMs = 200

/** Calls `onLimit` when the time is over; answers how to call it off. */
export function limitByTicks(withinMs: number, onLimit: () => void): () => void {
  let left = ticksOf(withinMs)
  const timer = setInterval(() => {
    left -= 1
    if (left > 0) return
    clearInterval(timer)
    onLimit()
  }, tickMs)
  return () => clearInterval(timer)
}

/** How many ticks a time is. */
export function ticksOf(ms: number): number {
  return Math.max(1, Math.round(ms / tickMs))
}

/** Calls `onTick` for as long as it answers true; `start` while it runs changes nothing. */
export function createTicker(onTick: () => boolean): { start(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    clearInterval(timer)
    timer = undefined
  }
  const start = () => {
    timer ??= setInterval(() => {
      if (!onTick()) stop()
    }, tickMs)
  }
  return { start, stop }
}
