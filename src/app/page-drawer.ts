/** Has the portal's pages drawn on threads of their own, so that no page holds the thread that serves. */
import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { createThreadPool } from '#src/adapters/threads/thread-pool.ts'
import type { TextsData } from '#src/domain/texts/texts-data.ts'
import { mapOf } from '#src/edge/portal-pages/draw-page.ts'
import type { PageFacts } from '#src/edge/portal-pages/draw-page.ts'
import type {
  AskedPage,
  DrawnPage,
  PageDrawer,
  PageQuestion,
} from '#src/edge/portal-pages/page-drawing.ts'

export interface PageThreadData extends Omit<PageFacts, 'texts'> {
  readonly texts: TextsData
  /** Of the built `web/build/server/index.js`. */
  readonly buildUrl: string
}

/** The script beside this file, under whichever ending this file has. */
const script = new URL(`./page-thread${extname(import.meta.filename)}`, import.meta.url)
const threadsMost = 4
const warmAfterMs = 2_000
const bounds = {
  // A page waits for the API in between, so a thread may have several.
  tasksPerThread: 4,
  queueMax: 200,
  silentMs: 30_000,
  heapMegabytes: 1_024,
  idleMs: 2 ** 31 - 1,
}

export async function createPageDrawer(
  data: PageThreadData,
): Promise<PageDrawer & { close(): Promise<void> }> {
  const threadsMax = Math.min(threadsMost, Math.max(1, availableParallelism() - 1))
  const pool = createThreadPool<AskedPage | 'warm', unknown>({
    script,
    data,
    threadsMax,
    ...bounds,
  })
  // The first reader waits for the thread if they come before.
  const warming = setTimeout(() => void pool.run({ value: 'warm' }).catch(() => {}), warmAfterMs)
  warming.unref()
  return {
    map: mapOf(await import(data.buildUrl)),
    async draw(asked, { signal, answer }) {
      const { body } = asked
      const transfer = typeof body === 'object' ? [body.buffer] : []
      const ask = (question: unknown) => answer(question as PageQuestion)
      // What `page-thread.ts` answers to a page.
      return (await pool.run({ value: asked, transfer }, { signal, answer: ask })) as DrawnPage
    },
    async close() {
      clearTimeout(warming)
      await pool.close()
    },
  }
}
