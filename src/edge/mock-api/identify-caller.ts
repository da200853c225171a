/** Who calls a product: the token an app got for itself, its subscription and its quota, judged on the clock of its World. */
import type { ProductAccessStore, ProductTokenFacts } from '#src/domain/apps/product-access.ts'
import { dateInZone, endOfDate, secondMs } from '#src/kit/clock.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { sha256Hex } from '#src/kit/random.ts'

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

/** The facts of the token. Throws `product-token-unknown`. @see RFC 6750 §2.1 */
export async function findCaller(
  store: ProductAccessStore,
  rules: ProductRules,
  call: { readonly authorization: string | undefined; readonly machineNowMs: EpochMs },
): Promise<ProductTokenFacts> {
  const { realm, productId } = rules
  const token = /^Bearer ([\x21-\x7e]{1,512})$/iu.exec(call.authorization ?? '')?.[1]
  const key = { realm, productId, tokenHash: sha256Hex(token ?? '') }
  const facts = token === undefined ? undefined : await store.findFacts(key)
  const isAlive =
    facts && !facts.isAppDeleted && call.machineNowMs + facts.clockOffsetMs < facts.tokenExpiresAtMs
  if (!isAlive) throw new DomainError('product-token-unknown', { product: productId })
  return facts
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
