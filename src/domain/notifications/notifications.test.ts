import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bankProfileSchema } from '#src/domain/catalogue/bank-profile.ts'
import { Notifications } from './notifications.ts'

test('an app that may not make the bank call an address is told nothing', async () => {
  const room = new Notifications({
    profileOf: () =>
      Promise.resolve(bankProfileSchema.parse({ notifications: { isOffered: true } })),
    clock: { now: () => 0 },
    isTold: (appId) => appId !== 'app-of-strangers',
  })
  const resource = { kind: 'consent', id: 'c', realm: 'sandbox', worldId: 'w', path: '/c' } as const
  const plan = (appId: string) => room.plan({ ...resource, appId }, { uri: 'https://tpp.example/' })
  assert.equal(await plan('app-of-strangers'), undefined)
  assert.equal((await plan('app-of-a-developer'))?.uri, 'https://tpp.example/')
})
