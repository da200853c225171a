/** Writes the recorded examples anew, with `npm run examples`; the journey on examples tells when that is due. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startPortico } from './harness.ts'
import { recordedAt, recordExamples } from './record-examples.ts'

const file = join(import.meta.dirname, '..', 'openapi', 'examples', 'xs2a.json')

await test('records the examples of the interface', async (t) => {
  const portico = await startPortico(t, { clock: { now: () => recordedAt } })
  const recorded = await recordExamples(portico.url)
  await writeFile(file, `${JSON.stringify(recorded, undefined, 2)}\n`)
})
