/** Which way to authorise an operation needs. It asks for no token; the runner walks the way. */
import type { ApiDocument, DocumentOperation } from '#src/domain/api-documents/api-document.ts'
import { isObject, listOf, objectOf } from '#src/domain/api-documents/json.ts'
import type { Authority } from './console-runner.ts'
import type { ConsoleProduct, ConsoleVersion } from './console-catalogue.ts'

export interface Way {
  readonly way: Authority['way']
  readonly scope: string
}

const accountsScope = 'accounts'

/** A product of the mock takes the app's own token whatever its document says; a built-in interface follows its document. */
export function wayToAuthorise(
  product: ConsoleProduct,
  version: ConsoleVersion,
  operation: DocumentOperation,
): Way {
  if (!version.isBuiltIn) return { way: 'app-credentials', scope: product.id }
  return wayOfScheme(version.document, operation)
}

/** The first requirement decides; an empty one means that nobody needs to sign in. @see OpenAPI 3.1 §4.8.30 */
function wayOfScheme({ openapi }: ApiDocument, operation: DocumentOperation): Way {
  const [required] = listOf(operation.raw['security'] ?? openapi['security'])
  const [first] = isObject(required) ? Object.entries(required) : []
  if (first === undefined) return { way: 'none', scope: '' }
  const [name, scopes] = first
  const schemes = objectOf(objectOf(openapi['components'])['securitySchemes'])
  const scheme = objectOf(schemes[name])
  const scope = listOf(scopes).join(' ') || accountsScope
  const isOfApp = isObject(objectOf(scheme['flows'])['clientCredentials'])
  return { way: isOfApp ? 'app-credentials' : 'customer-consent', scope }
}
