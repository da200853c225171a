/** One HTTP call to the front door of this installation. The host is fixed when it is made: a path is all that can be asked for. */
import { request as requestPlain } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as requestSecure } from 'node:https'
import { performance } from 'node:perf_hooks'
import type { ConsoleRequest, ConsoleResponse } from '#src/domain/console/console-runner.ts'
import { refuse } from '#src/domain/console/console-errors.ts'

export interface FrontDoor {
  /** Where the front door listens, for instance `http://127.0.0.1:8080`. */
  readonly origin: string
  /** Host of the public address, so that answers read as a caller from outside would get them. */
  readonly host: string
}

export type Send = (request: ConsoleRequest) => Promise<ConsoleResponse>

const answerBytesMax = 1_000_000
const answerWithinMs = 20_000

/** Follows no redirect; throws `console-no-answer` when there is no answer in time. */
export function createHttpClient(door: FrontDoor): Send {
  return async (request) => {
    try {
      return await send(door, request)
    } catch (error) {
      throw Object.assign(refuse('console-no-answer', { withinSeconds: answerWithinMs / 1_000 }), {
        cause: error,
      })
    }
  }
}

function send({ origin, host }: FrontDoor, request: ConsoleRequest): Promise<ConsoleResponse> {
  const { protocol, hostname, port } = new URL(origin)
  const options: RequestOptions = {
    hostname: hostname.replaceAll(/[[\]]/gu, ''),
    port,
    method: request.method,
    path: request.path,
    headers: { ...request.headers, host, ...lengthOf(request) },
    agent: false,
    signal: AbortSignal.timeout(answerWithinMs),
  }
  const open = protocol === 'https:' ? requestSecure : requestPlain
  const begunAt = performance.now()
  return new Promise((resolve, reject) => {
    const call = open(options, (answer) => {
      readBody(answer).then(
        (body) => resolve(toResponse(answer, body, performance.now() - begunAt)),
        reject,
      )
    })
    call.on('error', reject)
    call.end(request.body)
  })
}

function lengthOf({ body }: ConsoleRequest): Record<string, number> {
  return body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
}

interface Taken {
  readonly bytes: Buffer
  readonly sizeBytes: number
}

/** Takes so much and lets go of the rest. */
async function readBody(answer: IncomingMessage): Promise<Taken> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes > answerBytesMax) break // leaving the loop closes the connection
  }
  return { bytes: Buffer.concat(chunks).subarray(0, answerBytesMax), sizeBytes }
}

function toResponse(
  answer: IncomingMessage,
  { bytes, sizeBytes }: Taken,
  durationMs: number,
): ConsoleResponse {
  const isBinary = bytes.includes(0)
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(headers) as Record<string, string>, // built of texts just above
    body: isBinary ? '' : bytes.toString('utf8'),
    bodyState: isBinary ? 'binary' : sizeBytes > answerBytesMax ? 'cut' : 'whole',
    durationMs: Math.round(durationMs * 10) / 10,
    sizeBytes,
  }
}
