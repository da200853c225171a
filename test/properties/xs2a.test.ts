/** Calls made out of openapi/xs2a.yaml, fitting, almost fitting and hostile, against the whole product. */
import { join } from 'node:path'
import { test } from 'node:test'
import { loadContract } from '#src/edge/http/contract.ts'
import { tppMessages } from '#src/edge/xs2a/tpp-messages.ts'
import { connect } from '#test/consent-flow.ts'
import { bearer, listCustomers } from '#test/developer.ts'
import { clientToken, openWorlds } from '#test/world.ts'
import { explore } from './explore.ts'
import { createJudge } from './judge.ts'
import { Known } from './known.ts'
import { giveConsent, makeConsents } from './seeds.ts'

test('whatever is sent, the interface answers within its contract', async (t) => {
  const contract = await loadContract(join(import.meta.dirname, '../../openapi/xs2a.yaml'))
  const { url, open } = await openWorlds(t)
  const [own, other] = [await open(), await open()]
  const known = new Known(contract.operations)
  const customers = await listCustomers(url, own.app)
  for (const { id } of customers) known.add('PSU-ID', id)
  for (const account of customers.flatMap(({ accounts }) => accounts)) known.learn(account)
  known.add('password', 'sandbox')
  known.add('scaAuthenticationData', '123456')
  known.add('PSU-IP-Address', '192.0.2.1')
  const { accessToken } = await connect(url, own.app)
  const client = bearer(await clientToken(url, own.app))
  let reader: Record<string, string> = client
  const foreign = bearer(await clientToken(url, other.app))
  const psuIds = customers.filter(({ accounts }) => accounts.length > 0).map(({ id }) => id)
  let round = 0
  await explore(t, {
    base: url,
    contract,
    known,
    judge: createJudge({
      contract,
      codes: new Set(Object.keys(tppMessages)),
      codeOf: (body) =>
        (body as { tppMessages?: [{ code: string }] } | undefined)?.tppMessages?.[0].code,
      echoes: true,
    }),
    signedIn: () => [client, bearer(accessToken), reader],
    strangers: [{}, bearer('unknown'), foreign],
    refill: async () => {
      const psuId = psuIds[round % psuIds.length] ?? ''
      round += 1
      await makeConsents(own, psuId, known)
      const given = await giveConsent(own, psuId)
      known.add('Consent-ID', given)
      reader = { ...client, 'consent-id': given }
      known.add('Consent-ID', await giveConsent(other, psuId))
    },
  })
})
