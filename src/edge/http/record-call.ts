/** Makes the one call record that every call of an interface leaves, when its answer is finished or its connection closed. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CallOutcome, CallRecord } from '#src/domain/statistics/call-record.ts'
import type { CallRecorder } from '#src/domain/statistics/call-recorder.ts'
import type { Clock } from '#src/kit/clock.ts'
import { createId } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'

/** What becomes known of a call on its way; ids of accounts and query strings never come here. */
export interface SeenCall {
  readonly requestId: string
  caller?: { readonly worldId: string; readonly organisationId: string; readonly appId: string }
  operationId: string
  template: string
  code: string | null
  /** Where it is another than the door's usual one. */
  service?: string
}

export interface CallRecording {
  readonly realm: string
  readonly clock: Clock
  readonly random: Random
  readonly recorder: CallRecorder
}

export interface RecordedCall {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly seen: SeenCall
}

/** What is known of a call by the door it came to. */
export type CalledInterface = Pick<CallRecord, 'interface' | 'version' | 'service' | 'isPsuPresent'>

/** Called at arrival; the record is handed over once. */
export function recordCall(
  recording: CallRecording,
  call: RecordedCall,
  called: CalledInterface,
): void {
  const { realm, clock, random, recorder } = recording
  const { request, reply, seen } = call
  const { raw } = reply
  const arrivedAt = clock.now()
  const record = () => {
    raw.off('finish', record).off('close', record)
    const { caller } = seen
    recorder.record({
      id: createId('call', arrivedAt, random),
      realm,
      worldId: caller?.worldId ?? null,
      interface: called.interface,
      version: called.version,
      segment: null,
      service: seen.service ?? called.service,
      operation: seen.operationId,
      organisationId: caller?.organisationId ?? null,
      appId: caller?.appId ?? null,
      requestId: seen.requestId,
      isPsuPresent: called.isPsuPresent,
      method: request.method,
      path: seen.template,
      status: raw.statusCode,
      outcome: outcomeOf(reply),
      errorCode: seen.code,
      arrivedAt,
      endedAt: clock.now(),
    })
  }
  raw.once('finish', record).once('close', record)
}

function outcomeOf({ raw }: FastifyReply): CallOutcome {
  if (!raw.writableFinished) return 'unanswered'
  if (raw.statusCode >= 500) return 'error-of-the-bank'
  return raw.statusCode >= 400 ? 'error-of-the-caller' : 'answered'
}
