/** Calls made out of openapi/world.yaml, fitting, almost fitting and hostile, against the whole product. */
import { join } from 'node:path'
import { test } from 'node:test'
import { worldProblems } from '#src/edge/world/world-problems.ts'
import { httpProblems } from '#src/edge/http/problem.ts'
import { loadContract } from '#src/edge/http/contract.ts'
import { basic } from '#test/developer.ts'
import { openWorlds } from '#test/world.ts'
import { explore } from './explore.ts'
import { createJudge } from './judge.ts'
import { Known } from './known.ts'
import { makeConsents } from './seeds.ts'

test('whatever is sent, the World API answers within its contract', async (t) => {
  const contract = await loadContract(join(import.meta.dirname, '../../openapi/world.yaml'))
  const { url, open } = await openWorlds(t)
  const [own, other] = [await open(), await open()]
  const known = new Known(contract.operations)
  for (const { id } of (await own.world('/customers')).body.customers) known.add('customerId', id)
  await explore(t, {
    base: url,
    contract,
    known,
    judge: createJudge({
      contract,
      codes: new Set([...Object.keys(worldProblems), ...Object.keys(httpProblems)]),
      codeOf: (body) => (body as { code?: string } | undefined)?.code,
      echoes: false,
    }),
    signedIn: () => [basic(own.app)],
    strangers: [{}, basic(other.app), basic({ ...own.app, clientSecret: 'wrong' })],
    refill: async () => {
      await own.world('/reset', { method: 'POST' })
      await makeConsents(own, own.customer.id, known)
      const json = { consents: { frequencyPerDay: 4 } }
      known.learn((await own.world('/profile', { method: 'PATCH', json })).body)
    },
  })
})
