/** The thread that makes references and files of API documents. Its work is pure. */
import { makeFile, makeReference } from '#src/domain/api-documents/document-maker.ts'
import type { DocumentTask } from './thread-document-maker.ts'
import { serveTasks } from './serve-tasks.ts'

serveTasks((task: DocumentTask) => {
  if (task.kind === 'reference') {
    const made = makeReference(task.document, task.basePath)
    const all = [made.whole, ...made.operations.values()]
    return { value: made, transfer: all.map(({ buffer }) => buffer) }
  }
  const bytes = makeFile(task.document, task.wish)
  return { value: bytes, transfer: [bytes.buffer] }
})
