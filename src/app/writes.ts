/** Gives the memory of writes its keys of the installation. */
import { createHmac } from 'node:crypto'
import { openText, sealText } from '#src/adapters/database/sealing.ts'
import { Writes } from '#src/domain/writes/writes.ts'
import type { Ground } from './ground.ts'

export function createWrites({ stores, installationKeys, clock, random }: Ground): Writes {
  const { writeDigests, writeAnswers: key } = installationKeys
  return new Writes({
    answers: stores.rememberedAnswers,
    now: () => clock.now(),
    concealment: {
      digest: (text) => createHmac('sha256', writeDigests).update(text).digest('base64url'),
      seal: (text, place) => sealText(text, place, { key, random }),
      open: (sealed, place) => openText(sealed, place, key),
    },
  })
}
