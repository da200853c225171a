/** Makes the one call record that every call of a product leaves, when its answer is finished or its connection closed. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ProductTokenFacts } from '#src/domain/apps/product-access.ts'
import type { ProductVersion } from '#src/domain/catalogue/products.ts'
import type { CallOutcome } from '#src/domain/statistics/call-record.ts'
import type { CallRecorder } from '#src/domain/statistics/call-recorder.ts'
import type { Clock } from '#src/kit/clock.ts'
import { createId } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'

/** What becomes known of a call on its way. */
export interface SeenCall {
  readonly requestId: string
  caller?: ProductTokenFacts
  operationId: string
  template: string
  code: string | null
}

interface Recording {
  readonly realm: string
  readonly clock: Clock
  readonly random: Random
  readonly recorder: CallRecorder
  readonly version: Pick<ProductVersion, 'version'>
  readonly rules: { readonly productId: string }
}

interface Call {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly seen: SeenCall
}

/** Called at arrival; the record is handed over once. */
export function recordCall(recording: Recording, call: Call): void {
  const arrivedAt = recording.clock.now()
  const { raw } = call.reply
  const record = () => {
    raw.off('finish', record).off('close', record)
    recording.recorder.record(toRecord(recording, call, arrivedAt))
  }
  raw.once('finish', record).once('close', record)
}

function toRecord(recording: Recording, { request, reply, seen }: Call, arrivedAt: number) {
  const { realm, clock, random, version, rules } = recording
  const { caller } = seen
  return {
    id: createId('call', arrivedAt, random),
    realm,
    worldId: caller?.worldId ?? null,
    interface: rules.productId,
    version: version.version,
    segment: null,
    service: rules.productId,
    operation: seen.operationId,
    organisationId: caller?.organisationId ?? null,
    appId: caller?.appId ?? null,
    requestId: seen.requestId,
    isPsuPresent: false,
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
