/** Gives the memory of writes its keys, derived from the installation's secret. */
import { createHmac } from 'node:crypto'
import { deriveKey, openText, sealText } from '#src/adapters/database/sealing.ts'
import { Writes } from '#src/domain/writes/writes.ts'
import type { Ground } from './ground.ts'

export function createWrites({ stores, secret, clock, random }: Ground): Writes {
  const digestKey = deriveKey(secret, 'digests of writes')
  const key = deriveKey(secret, 'answers to writes')
  return new Writes({
    answers: stores.rememberedAnswers,
    now: () => clock.now(),
    concealment: {
      digest: (text) => createHmac('sha256', digestKey).update(text).digest('base64url'),
      seal: (text, place) => sealText(text, place, { key, random }),
      open: (sealed, place) => openText(sealed, place, key),
    },
  })
}
