/** The paths of the contract as patterns: which template and which operation a call means. It answers nothing. */

/** The part of openapi/xs2a.yaml that routing needs. */
export interface Xs2aDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId?: string }>>>>
}

export interface FoundRoute {
  /** As in the contract, so that it holds no id. */
  readonly template: string
  readonly accountId: string
  /** Undefined when the contract has no such method on the path. */
  readonly operationId: string | undefined
  readonly allow: string
}

export type FindRoute = (path: string, method: string) => FoundRoute | undefined

/** Every operation the contract names, for the check that each one is made. */
export function operationIdsOf(document: Xs2aDocument): string[] {
  return Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
  )
}

/** A trailing slash is tolerated. @see adorsys/xs2a release notes 1.16.1 */
export function createRouteTable(document: Xs2aDocument): FindRoute {
  const routes = Object.entries(document.paths).map(([template, methods]) => ({
    template,
    methods,
    pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/gu, '([^/]+)')}/?$`, 'u'),
  }))
  return (path, method) => {
    for (const { template, methods, pattern } of routes) {
      const match = pattern.exec(path)
      if (!match) continue
      const allow = Object.keys(methods).join(', ').toUpperCase()
      const operationId = methods[method.toLowerCase()]?.operationId
      return { template, accountId: decode(match[1] ?? ''), operationId, allow }
    }
    return undefined
  }
}

/** Broken percent-encoding names no account. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
