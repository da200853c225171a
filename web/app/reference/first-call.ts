/** The call that the first page shows: one of the bank's own products, with the answer that was recorded. It picks; it draws nothing. */
import type { PortalClient } from '../api/portal-client.ts'
import type { Product, ProductHead, ReferenceOperation } from '../api/portal-types.ts'
import { excerptOf } from './excerpt.ts'

export interface FirstCall {
  productId: string
  version: string
  operationId: string
  /** As curl, with $BASE_URL for the address. */
  request: string
  status: string
  answer: string
}

/** The first read without parameters in the path, of the first product that every app has. */
export async function readFirstCall(
  client: PortalClient,
  products: readonly ProductHead[],
): Promise<FirstCall | undefined> {
  const head = products.find(({ isForEveryApp }) => isForEveryApp) ?? products[0]
  if (!head) return undefined
  const product = await client.readProduct(head.id)
  const version = product.outcome === 'ok' ? currentOf(product.value) : undefined
  const found = version?.operations.find(
    ({ method, path }) => method === 'GET' && !path.includes('{'),
  )
  if (!version || !found) return undefined
  const answer = await client.readOperation(head.id, version.version, found.operationId)
  if (answer.outcome === 'refused') return undefined
  return { productId: head.id, version: version.version, ...toCall(answer.value.operation) }
}

function currentOf({ versions }: Product): Product['versions'][number] | undefined {
  return versions.find(({ status }) => status === 'current') ?? versions[0]
}

function toCall(operation: ReferenceOperation): Omit<FirstCall, 'productId' | 'version'> {
  const good = operation.responses.find(({ status }) => status.startsWith('2'))
  const example = good?.contents[0]?.examples[0]?.value
  const curl = operation.samples.find(({ language }) => language === 'curl')
  return {
    operationId: operation.operationId,
    request: (curl?.text ?? '').replace('curl --globoff ', 'curl '),
    status: good?.status ?? '',
    answer: example === undefined ? '' : excerptOf(example),
  }
}
