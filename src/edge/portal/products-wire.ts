/** How API products and their versions look in the portal API's JSON. */
import type { DocumentOperation } from '#src/domain/api-documents/api-document.ts'
import type { Product, ProductVersion } from '#src/domain/catalogue/products.ts'

/** A product in a list. */
export function toProductHead(product: Product) {
  const { id, name, summary, group, segments, access, isForEveryApp, price, versions } = product
  const facts = { id, name, summary, group, segments, access, isForEveryApp, price }
  return { ...facts, versions: versions.map(toVersionHead) }
}

/** A product with everything but the references of its versions. */
export function toProduct(product: Product) {
  const { description, accessText, dailyQuota, versions } = product
  return {
    ...toProductHead(product),
    description,
    accessText,
    ...(dailyQuota === undefined ? {} : { dailyQuota }),
    versions: versions.map((version) => ({
      ...toVersionHead(version),
      changes: version.changes,
      operations: version.document.operations.map(toOperationLink),
    })),
  }
}

function toOperationLink({ operationId, method, path, summary, tag }: DocumentOperation) {
  return { operationId, method, path, summary, tag }
}

function toVersionHead(product: ProductVersion) {
  const { version, status, from, until, environments, basePath } = product
  return {
    version,
    status,
    from,
    ...(until === undefined ? {} : { until }),
    environments,
    basePath,
  }
}
