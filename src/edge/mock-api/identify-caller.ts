/** Who calls a product: the token an app got for itself, its subscription and its quota, judged on the clock of its World. */
import { judgePresented } from '#src/domain/access/presented-access.ts'
import type {
  Presented,
  PresentedFault,
  PresentedSources,
} from '#src/domain/access/presented-access.ts'
import type { ProductAccessStore, ProductTokenFacts } from '#src/domain/apps/product-access.ts'
import { dateInZone, endOfDate, secondMs } from '#src/kit/clock.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { MockErrorCode } from './mock-problems.ts'

/** What a product asks of its callers. */
export interface ProductRules {
  readonly realm: string
  readonly productId: string
  readonly isForEveryApp: boolean
  readonly dailyQuota: number
  /** The product's page, where an app is subscribed. */
  readonly address: string
  readonly timeZone: string
}

/** Where tokens and certificates are looked up. */
export interface CallerSources {
  readonly access: ProductAccessStore
  readonly certificates: PresentedSources<ProductTokenFacts>['certificates']
}

/** The facts of the token. Throws `product-token-unknown`, `product-token-bound`, `product-certificate-refused`. */
export async function findCaller(
  { access, certificates }: CallerSources,
  { realm, productId: product }: ProductRules,
  call: Omit<Presented, 'realm'>,
): Promise<ProductTokenFacts> {
  const sources = { tokens: access.tokensFor(product), certificates }
  const judged = await judgePresented(sources, { ...call, realm })
  if (judged.outcome === 'token') return judged.token
  // A certificate alone is no token, and products take tokens alone.
  const fault = judged.outcome === 'refused' ? judged.fault : 'token-unknown'
  throw new DomainError(refusals[fault], { product })
}

const refusals: Readonly<Record<PresentedFault, MockErrorCode>> = {
  'certificate-invalid': 'product-certificate-refused',
  'certificate-revoked': 'product-certificate-refused',
  'certificate-expired': 'product-certificate-refused',
  'certificate-of-another': 'product-certificate-refused',
  'token-bound': 'product-token-bound',
  'token-unknown': 'product-token-unknown',
  'app-deleted': 'product-token-unknown',
  'token-expired': 'product-token-unknown',
}

/** Throws `product-scope-missing`, `not-subscribed`. */
export function assertMayCall(facts: ProductTokenFacts, rules: ProductRules): void {
  const { productId: product, address, isForEveryApp } = rules
  if (!facts.scope.split(' ').includes(product)) {
    throw new DomainError('product-scope-missing', { product })
  }
  if (!facts.isSubscribed && !isForEveryApp) {
    throw new DomainError('not-subscribed', { product, address })
  }
}

/** Counts the call. Throws `quota-used-up` with `retryAfterSeconds`. */
export async function countCall(
  store: ProductAccessStore,
  rules: ProductRules,
  call: { readonly facts: ProductTokenFacts; readonly nowMs: EpochMs },
): Promise<void> {
  const { productId, dailyQuota: max, timeZone } = rules
  const day = dateInZone(call.nowMs, timeZone)
  const calls = await store.countCall({ appId: call.facts.appId, productId, day })
  if (calls <= max) return
  const left = endOfDate(day, timeZone) - call.nowMs
  throw new DomainError('quota-used-up', { max, retryAfterSeconds: Math.ceil(left / secondMs) })
}
