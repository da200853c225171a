/** The paths of the contract as patterns: which template and which operation a call means. It answers nothing. */

/** The part of openapi/xs2a.yaml that routing needs. */
export interface Xs2aDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId?: string }>>>>
}

export interface FoundRoute {
  /** As in the contract, so that it holds no id. */
  readonly template: string
  /** Values of the path, by the names of the contract. */
  readonly params: Readonly<Record<string, string>>
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
    names: [...template.matchAll(/\{([^}]+)\}/gu)].map(([, name = '']) => name),
    pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/gu, '([^/]+)')}/?$`, 'u'),
  }))
  return (path, method) => {
    for (const { template, methods, names, pattern } of routes) {
      const match = pattern.exec(path)
      if (!match) continue
      const allow = Object.keys(methods).join(', ').toUpperCase()
      const operationId = methods[method.toLowerCase()]?.operationId
      const params = Object.fromEntries(
        names.map((name, index) => [name, decode(match[index + 1] ?? '')]),
      )
      return { template, params, operationId, allow }
    }
    return undefined
  }
}

/** Broken percent-encoding names nothing. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
