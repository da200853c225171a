/** Makes the one call record that every call leaves, when its answer is finished or its connection closed. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CallOutcome } from '#src/domain/statistics/call-record.ts'
import type { CallRecorder } from '#src/domain/statistics/call-recorder.ts'
import type { Clock } from '#src/kit/clock.ts'
import { createId } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import type { Caller } from './endpoint.ts'

/** What becomes known of a call on its way; ids of accounts and query strings never come here. */
export interface Seen {
  caller?: Caller
  operationId: string
  template: string
  code: string | null
  readonly requestId: string
}

export interface Counting {
  readonly realm: string
  readonly clock: Clock
  readonly random: Random
  readonly recorder: CallRecorder
}

interface Call {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly seen: Seen
}

/** Called at arrival; the record is handed over once. */
export function countCall(counting: Counting, call: Call): void {
  const arrivedAt = counting.clock.now()
  const { raw } = call.reply
  const count = () => {
    raw.off('finish', count).off('close', count)
    counting.recorder.record(toRecord(counting, call, arrivedAt))
  }
  raw.once('finish', count).once('close', count)
}

function toRecord(counting: Counting, { request, reply, seen }: Call, arrivedAt: number) {
  const { realm, clock, random } = counting
  const { caller } = seen
  return {
    id: createId('call', arrivedAt, random),
    realm,
    worldId: caller?.worldId ?? null,
    interface: 'xs2a',
    version: 'v1',
    segment: null,
    service: 'account-information',
    operation: seen.operationId,
    organisationId: caller?.organisationId ?? null,
    appId: caller?.appId ?? null,
    requestId: seen.requestId,
    isPsuPresent: request.headers['psu-ip-address'] !== undefined,
    method: request.method,
    path: seen.template,
    status: reply.raw.statusCode,
    outcome: outcomeOf(reply),
    errorCode: seen.code,
    arrivedAt,
    endedAt: clock.now(),
  }
}

function outcomeOf({ raw }: FastifyReply): CallOutcome {
  if (!raw.writableFinished) return 'unanswered'
  if (raw.statusCode >= 500) return 'error-of-the-bank'
  return raw.statusCode >= 400 ? 'error-of-the-caller' : 'answered'
}
