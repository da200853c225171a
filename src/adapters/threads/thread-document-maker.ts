/** Has references and files of API documents made on a thread of its own. What they are is the domain's. */
import { extname } from 'node:path'
import type { ApiDocument } from '#src/domain/api-documents/api-document.ts'
import type {
  DocumentMaker,
  FileWish,
  MadeReference,
} from '#src/domain/api-documents/document-maker.ts'
import { createThreadPool } from './thread-pool.ts'

export type DocumentTask =
  | { readonly kind: 'reference'; readonly document: ApiDocument; readonly basePath: string }
  | { readonly kind: 'file'; readonly document: ApiDocument; readonly wish: FileWish }

/** The script beside this file, under whichever ending this file has. */
const script = new URL(`./document-thread${extname(import.meta.filename)}`, import.meta.url)
const bounds = {
  threadsMax: 1,
  tasksPerThread: 1,
  queueMax: 100,
  silentMs: 30_000,
  heapMegabytes: 1_024,
  idleMs: 60_000,
}

export function createThreadDocumentMaker(): DocumentMaker & { close(): Promise<void> } {
  // What `document-thread.ts` answers to each kind of task.
  const pool = createThreadPool<DocumentTask, unknown>({ script, ...bounds })
  return {
    makeReference: async (document, basePath) =>
      (await pool.run({ value: { kind: 'reference', document, basePath } })) as MadeReference,
    makeFile: async (document, wish) =>
      (await pool.run({ value: { kind: 'file', document, wish } })) as Uint8Array<ArrayBuffer>,
    close: () => pool.close(),
  }
}
