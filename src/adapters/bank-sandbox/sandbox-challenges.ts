/** Passwords and one-time passwords of test customers: public data, checked as a bank would. It serves no real customer. */
import type { BankConnector, BankContext } from '#src/connector/bank-connector.ts'
import type { TestCustomer } from '#src/domain/catalogue/test-customers.ts'
import type {
  SandboxAuthentication,
  SandboxAuthenticationStore,
} from '#src/domain/sca/sandbox-authentication-store.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { minuteMs } from '#src/kit/clock.ts'
import type { Random } from '#src/kit/random.ts'
import { createActIds } from './act-ids.ts'

const challengeMs = 5 * minuteMs

/** What the test bank checks a customer by. */
export type ChallengedCustomer = Pick<
  TestCustomer,
  'id' | 'state' | 'password' | 'scaMethods' | 'otp'
>

interface SandboxChallengeDependencies {
  readonly authentications: SandboxAuthenticationStore
  readonly random: Random
  findTestCustomer(context: BankContext, id: string): Promise<ChallengedCustomer | undefined>
}

export function createSandboxChallenges(
  deps: SandboxChallengeDependencies,
): Pick<BankConnector, 'checkPassword' | 'startChallenge' | 'checkChallenge'> {
  const { authentications, random, findTestCustomer } = deps
  return {
    async checkPassword(context, { psuId, password }) {
      const customer = await findTestCustomer(context, psuId)
      const isRight = customer?.state === 'active' && customer.password === password
      if (!isRight) return { outcome: 'wrong' }
      return { outcome: 'right', customerId: customer.id, methods: customer.scaMethods }
    },
    async startChallenge(context, { customerId, methodId }) {
      const { realm, worldId, nowMs } = context
      const customer = await findTestCustomer(context, customerId)
      const method = customer?.scaMethods.find(({ id }) => id === methodId)
      if (!customer || !method) throw new DomainError('sca-method-unknown')
      const reference = createActIds(context, 'challenge', random)()
      const times = { startedAt: nowMs, expiresAt: nowMs + challengeMs }
      const row = { realm, worldId, reference, customerId, ...times }
      await authentications.create({ ...row, kind: 'challenge', state: 'pending' })
      const kept = await authentications.find({ realm, worldId, reference })
      const expiresAtMs = kept?.expiresAt ?? times.expiresAt
      const { length } = customer.otp
      const additionalInformation = `${method.name}: enter the one-time password.`
      const data = { otpMaxLength: length, otpFormat: 'integer', additionalInformation }
      return { reference, method, data, expiresAtMs }
    },
    async checkChallenge(context, { reference, otp }) {
      const { realm, worldId, nowMs, actId } = context
      const key = { realm, worldId, reference }
      const found = await authentications.find(key)
      const customer = await findTestCustomer(context, found?.customerId ?? '')
      if (!found || customer?.otp !== otp) return 'wrong'
      const isOpen = found.state === 'pending' && nowMs < found.expiresAt
      const named = actId === undefined ? {} : { endedBy: actId }
      const to = { state: 'complete', customerId: customer.id, ...named } as const
      if (isOpen && (await authentications.end(key, to))) return 'right'
      return wasEndedBy(await authentications.find(key), actId) ? 'right' : 'wrong'
    },
  }
}

/** The same act that asks again is told the same. */
function wasEndedBy(found: SandboxAuthentication | undefined, actId: string | undefined): boolean {
  return actId !== undefined && found?.endedBy === actId
}
