/** The thread that draws the portal's pages: the built web app, and the facts it was given at its start. It opens nothing else. */
import { workerData } from 'node:worker_threads'
import { serveTasks } from '#src/adapters/threads/serve-tasks.ts'
import { fromTextsData } from '#src/domain/texts/texts-data.ts'
import { createPageArtist } from '#src/edge/portal-pages/draw-page.ts'
import type { AskedPage } from '#src/edge/portal-pages/page-drawing.ts'
import type { PageThreadData } from './page-drawer.ts'

// What `createPageDrawer` hands over.
const { buildUrl, texts, ...facts } = workerData as PageThreadData
const build: unknown = await import(buildUrl)
const artist = createPageArtist(build, { ...facts, texts: fromTextsData(texts) })

serveTasks(async (task: AskedPage | 'warm', ask) => {
  if (task === 'warm') return { value: undefined }
  const value = await artist.draw(task, ask)
  return { value, transfer: [value.body.buffer] }
})
