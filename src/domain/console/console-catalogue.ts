/** What the console reads of the catalogue: products, their versions and the documents of these. A bank's pack fits as it is. */
import type { ApiDocument } from '#src/domain/api-documents/api-document.ts'
import type { DocumentOperation } from '#src/domain/api-documents/api-document.ts'
import { refuse } from './console-errors.ts'

export interface ConsoleVersion {
  readonly version: string
  /** Where its operations are served, below the front door. */
  readonly basePath: string
  readonly isBuiltIn: boolean
  readonly document: ApiDocument
}

export interface ConsoleProduct {
  readonly id: string
  readonly versions: readonly ConsoleVersion[]
}

export interface FoundOperation {
  readonly product: ConsoleProduct
  readonly version: ConsoleVersion
  readonly operation: DocumentOperation
}

/** Throws `console-operation-unknown`. */
export function findOperation(
  products: readonly ConsoleProduct[],
  wanted: { readonly productId: string; readonly version: string; readonly operationId: string },
): FoundOperation {
  const product = products.find(({ id }) => id === wanted.productId)
  const version = product?.versions.find((one) => one.version === wanted.version)
  const operation = version?.document.operations.find(
    ({ operationId }) => operationId === wanted.operationId,
  )
  if (!product || !version || !operation) throw refuse('console-operation-unknown')
  return { product, version, operation }
}
