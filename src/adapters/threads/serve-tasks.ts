/** The inside of a thread of the pool: takes tasks, asks questions back, answers. It knows no work. */
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { FromThread, Sent, ToThread } from './thread-pool.ts'

/** Asks the serving thread something on behalf of a task. */
export type Ask = (question: unknown) => Promise<unknown>

interface Question {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Who serves goes before who draws, where there are more threads than processors. */
const niceness = 5

export function serveTasks<Task>(work: (task: Task, ask: Ask) => Promise<Sent> | Sent): void {
  const port = parentPort
  if (!port) throw new Error('this script runs in a thread alone')
  // On Linux this is of the calling thread alone; elsewhere it would be of the whole process.
  if (process.platform === 'linux') setPriority(niceness)
  const questions = new Map<number, Question>()
  let lastAsk = 0
  const send = (message: FromThread, transfer: Sent['transfer'] = []) =>
    port.postMessage(message, [...transfer])
  const askFor = (id: number): Ask => {
    return (question) =>
      new Promise((resolve, reject) => {
        const ask = (lastAsk += 1)
        questions.set(ask, { resolve, reject })
        send({ kind: 'ask', id, ask, question })
      })
  }
  const begin = async (id: number, task: Task) => {
    try {
      const { value, transfer } = await work(task, askFor(id))
      send({ kind: 'done', id, result: value }, transfer)
    } catch (error) {
      send({ kind: 'failed', id, error })
    }
  }
  port.on('message', (message: ToThread) => {
    // The pool hands in what its `run` was given.
    if (message.kind === 'task') return void begin(message.id, message.task as Task)
    const question = questions.get(message.ask)
    questions.delete(message.ask)
    if (message.kind === 'answer') question?.resolve(message.value)
    else question?.reject(message.error)
  })
}
