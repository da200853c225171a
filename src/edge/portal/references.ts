/** The references of all product versions: each is built at the first wish and kept, for a document does not change while the process runs. */
import type { ApiReference, ReferenceOperation } from '#src/domain/api-documents/api-reference.ts'
import { buildReference } from '#src/domain/api-documents/build-reference.ts'
import type { Product, ProductVersion } from '#src/domain/catalogue/products.ts'
import { DomainError } from '#src/kit/domain-error.ts'

export interface References {
  /** Throws `product-unknown`. */
  loadProduct(productId: string): Product
  /** Throws `product-unknown`, for an unknown version too. */
  load(productId: string, version: string): ApiReference
  /** The operation with what stands before and after it. Throws `product-unknown`. */
  loadOperation(wanted: {
    readonly productId: string
    readonly version: string
    readonly operationId: string
  }): {
    readonly operation: ReferenceOperation
    readonly before?: ReferenceOperation
    readonly after?: ReferenceOperation
  }
}

export function createReferences(products: readonly Product[]): References {
  const byId = new Map(products.map((product) => [product.id, product]))
  const built = new Map<ProductVersion, ApiReference>()
  const loadProduct = (productId: string): Product => {
    const product = byId.get(productId)
    if (!product) throw new DomainError('product-unknown')
    return product
  }
  const load = (productId: string, wanted: string): ApiReference => {
    const version = loadProduct(productId).versions.find((one) => one.version === wanted)
    if (!version) throw new DomainError('product-unknown')
    const known = built.get(version)
    if (known) return known
    const reference = buildReference(version.document, { basePath: version.basePath })
    built.set(version, reference)
    return reference
  }
  return {
    loadProduct,
    load,
    loadOperation({ productId, version, operationId }) {
      const { operations } = load(productId, version)
      const index = operations.findIndex((one) => one.operationId === operationId)
      const [operation, before, after] = [
        operations[index],
        operations[index - 1],
        operations[index + 1],
      ]
      if (!operation) throw new DomainError('product-unknown')
      return { operation, ...(before ? { before } : {}), ...(after ? { after } : {}) }
    },
  }
}
