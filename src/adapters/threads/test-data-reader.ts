/** Reads test data that a developer sends, on a thread of its own. The judging is the catalogue's. */
import { extname } from 'node:path'
import type {
  ReadTestData,
  SentTestData,
  TestDataReader,
} from '#src/domain/catalogue/read-test-data.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { ThreadGaveUpError, createThreadPool } from './thread-pool.ts'

/** The script beside this file, under whichever ending this file has. */
const script = new URL(`./test-data-thread${extname(import.meta.filename)}`, import.meta.url)
const bounds = {
  threadsMax: 1,
  tasksPerThread: 1,
  queueMax: 20,
  silentMs: 20_000,
  heapMegabytes: 256,
  idleMs: 60_000,
}

export function createTestDataReader(own: Partial<typeof bounds> = {}): {
  read: TestDataReader
  close(): Promise<void>
} {
  const pool = createThreadPool<SentTestData, ReadTestData>({ script, ...bounds, ...own })
  return {
    async read(sent) {
      try {
        return await pool.run({ value: sent, transfer: [sent.bytes.buffer] })
      } catch (error) {
        if (error instanceof ThreadGaveUpError) throw new DomainError('body-too-complex')
        throw error
      }
    },
    close: () => pool.close(),
  }
}
