/** The references of all product versions: each is made at the first wish, elsewhere, and kept as JSON in UTF-8 while there is room. */
import type { DocumentMaker, MadeReference } from '#src/domain/api-documents/document-maker.ts'
import type { Product, ProductVersion } from '#src/domain/catalogue/products.ts'
import { DomainError } from '#src/kit/domain-error.ts'

/** A version of a product, as callers name it. */
interface Wanted {
  readonly productId: string
  readonly version: string
}

export interface References {
  /** Throws `product-unknown`. */
  loadProduct(productId: string): Product
  /** JSON. Throws `product-unknown`, for an unknown version too; `overloaded` when too much is being made. */
  load(wanted: Wanted): Promise<Uint8Array>
  /** JSON of the operation with what stands before and after it. Throws as `load` does. */
  loadOperation(wanted: Wanted & { readonly operationId: string }): Promise<Uint8Array>
}

const keptBytesMax = 64 * 1024 * 1024

export function createReferences(
  products: readonly Product[],
  maker: Pick<DocumentMaker, 'makeReference'>,
): References {
  const byId = new Map(products.map((product) => [product.id, product]))
  const find = keep(({ document, basePath }) => maker.makeReference(document, basePath))
  const loadProduct = (productId: string): Product => {
    const product = byId.get(productId)
    if (!product) throw new DomainError('product-unknown')
    return product
  }
  const loadMade = async (wanted: Wanted): Promise<MadeReference> => {
    const { versions } = loadProduct(wanted.productId)
    const version = versions.find((one) => one.version === wanted.version)
    if (!version) throw new DomainError('product-unknown')
    return find(version)
  }
  return {
    loadProduct,
    load: async (wanted) => (await loadMade(wanted)).whole,
    async loadOperation(wanted) {
      const bytes = (await loadMade(wanted)).operations.get(wanted.operationId)
      if (!bytes) throw new DomainError('product-unknown')
      return bytes
    },
  }
}

/** Has each made once at a time, and drops the one that was not asked for the longest when there is no room. */
function keep(make: (version: ProductVersion) => Promise<MadeReference>) {
  const kept = new Map<ProductVersion, Promise<MadeReference>>()
  const sizes = new Map<ProductVersion, number>()
  const drop = (version: ProductVersion) => {
    kept.delete(version)
    sizes.delete(version)
  }
  const measure = async (version: ProductVersion, made: Promise<MadeReference>) => {
    try {
      sizes.set(version, sizeOf(await made))
    } catch {
      return drop(version) // whoever waits is told; the next one tries again
    }
    let total = sizes.values().reduce((sum, size) => sum + size, 0)
    for (const oldest of kept.keys()) {
      if (total <= keptBytesMax || oldest === version) return undefined
      total -= sizes.get(oldest) ?? 0
      drop(oldest)
    }
  }
  return (version: ProductVersion): Promise<MadeReference> => {
    const known = kept.get(version)
    const made = known ?? make(version)
    kept.delete(version)
    kept.set(version, made)
    if (!known) void measure(version, made)
    return made
  }
}

function sizeOf({ whole, operations }: MadeReference): number {
  return operations.values().reduce((sum, one) => sum + one.length, whole.length)
}
