/** What is wrong with the operations of a document: names used twice, paths and their parameters that disagree. */
import type { ApiDocument, DocumentOperation } from './api-document.ts'
import type { DocumentProblem } from './document-problems.ts'
import { isObject, type JsonObject, listOf, lookUp, textOf, toPointerStep } from './json.ts'

export function findOperationProblems(document: ApiDocument): DocumentProblem[] {
  if (document.operations.length === 0) return [{ place: '#/paths', reason: 'holds no operation' }]
  const seen = new Set<string>()
  return document.operations.flatMap((operation) => {
    const place = `#/paths/${toPointerStep(operation.path)}/${operation.method.toLowerCase()}`
    const isTwice = seen.has(operation.operationId)
    seen.add(operation.operationId)
    return [
      ...(isTwice
        ? [{ place: `${place}/operationId`, reason: `"${operation.operationId}" is used twice` }]
        : []),
      ...findPathProblems(document, operation).map((reason) => ({ place, reason })),
    ]
  })
}

function findPathProblems(document: ApiDocument, operation: DocumentOperation): string[] {
  const inPath = new Set([...operation.path.matchAll(/\{([^}]+)\}/gu)].map(([, name]) => name))
  const declared = new Set(
    [...operation.pathItemParameters, ...listOf(operation.raw['parameters'])]
      .map((node) => follow(document.openapi, node))
      .filter((parameter) => parameter['in'] === 'path')
      .map((parameter) => textOf(parameter['name'])),
  )
  return [
    ...[...inPath]
      .filter((name) => name !== undefined && !declared.has(name))
      .map((name) => `the path has {${name}}, which no parameter describes`),
    ...[...declared]
      .filter((name) => !inPath.has(name))
      .map((name) => `describes the path parameter "${name}", which the path does not have`),
  ]
}

function follow(openapi: JsonObject, node: unknown): JsonObject {
  const ref = isObject(node) ? textOf(node['$ref']) : ''
  const target = ref === '' ? node : lookUp(openapi, ref)
  return isObject(target) ? target : {}
}
