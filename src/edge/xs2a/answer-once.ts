/** Lets a write happen once: sent again with the same X-Request-ID it gets the first answer, which commits with the act. Reads pass through. */
import { DomainError } from '#src/kit/domain-error.ts'
import type { Performance } from '#src/domain/writes/writes.ts'
import type { Xs2aAnswer, Xs2aCall, Xs2aOperation } from './endpoint.ts'
import { TppError, toTppError } from './tpp-messages.ts'

/** What tells one write from another. */
export interface SentWrite {
  readonly method: string
  /** As sent, without the query. */
  readonly path: string
  readonly requestId: string
  readonly bytes: Buffer
}

type Refusal = Pick<TppError, 'code' | 'status' | 'text' | 'path' | 'links'>
type Headers = readonly (readonly [string, string])[]

/** An answer or a refusal, as it is remembered. */
type Outcome =
  | { readonly headers: Headers; readonly answer: Xs2aAnswer }
  | { readonly refusal: Refusal }

const serverFault = 500
/** Tells when to try again, so it is no answer for good. */
const tooMany = 429

/** A name belongs to the app, the method and the path, so that clients which number each resource on its own are understood. */
export async function answerOnce(
  operation: Xs2aOperation,
  call: Xs2aCall,
  { method, path, requestId, bytes }: SentWrite,
): Promise<Xs2aAnswer> {
  if (method === 'GET') return operation.handle(call)
  const { realm, appId } = call.caller
  const write = {
    name: [realm, appId, method, path, requestId].join('\n'),
    content: bytes.toString('base64'),
  }
  const told = await once(call, write, (performance) => perform(operation, call, performance))
  const outcome = JSON.parse(told) as Outcome // written by this file alone
  if ('refusal' in outcome) throw toError(outcome.refusal)
  for (const [name, value] of outcome.headers) call.announce(name, value)
  return outcome.answer
}

async function once(
  { services }: Xs2aCall,
  write: { name: string; content: string },
  act: (performance: Performance) => Promise<string>,
): Promise<string> {
  try {
    return await services.writes.once(write, act)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'write-differs') throw error
    const text = 'This X-Request-ID was used for another body: send a new UUID with a new request.'
    throw new TppError('FORMAT_ERROR', { path: 'X-Request-ID', text })
  }
}

/** Refusals are answers too; a fault of ours is not, so that the call may be tried again. */
async function perform(
  operation: Xs2aOperation,
  call: Xs2aCall,
  performance: Performance,
): Promise<string> {
  const headers: [string, string][] = []
  const announce = (name: string, value: string) => void headers.push([name, value])
  const writing = { ...call, announce, perform: createPerform(performance, headers) }
  try {
    const answer = await operation.handle(writing)
    return JSON.stringify({ headers, answer } satisfies Outcome)
  } catch (error) {
    return JSON.stringify(toRefusal(error))
  }
}

/** The act keeps its answer by itself where it changes something; `perform` above says it again for one that did not. */
function createPerform(
  { id, keep }: Performance,
  headers: [string, string][],
): Xs2aCall['perform'] {
  return async (act, { answer, refuse = (error) => error }) => {
    let made: Xs2aAnswer | undefined
    const result = await act({
      id,
      keep: (stores, outcome) => {
        if (outcome instanceof DomainError)
          return keep(stores, JSON.stringify(toRefusal(refuse(outcome))))
        made = answer(outcome)
        return keep(stores, JSON.stringify({ headers, answer: made } satisfies Outcome))
      },
    }).catch((error: unknown) => {
      throw error instanceof DomainError ? refuse(error) : error
    })
    return made ?? answer(result)
  }
}

/** Throws what is a fault of ours, and what says to try again. */
function toRefusal(error: unknown): Outcome {
  const { code, status, text, path, links } = toTppError(error)
  if (status >= serverFault || status === tooMany) throw error
  return { refusal: { code, status, text, path, links } }
}

function toError({ code, status, text, path, links }: Refusal) {
  const more = { ...(path === undefined ? {} : { path }), ...(links ? { links } : {}) }
  return new TppError(code, { status, text, ...more })
}
