/** Finds, in the pack the tests run with, operations to try: of the dedicated interface and of the mock. */
import { join } from 'node:path'
import { loadBankPack } from '#src/adapters/bank-pack/load-bank-pack.ts'
import { resolveRef } from '#src/domain/api-documents/api-document.ts'
import { listOf } from '#src/domain/api-documents/json.ts'
import { root } from '../checks/source-files.ts'

export interface ConsoleTarget {
  readonly productId: string
  readonly version: string
  readonly operationId: string
}

async function listTargets() {
  const { products } = await loadBankPack(join(root, 'banks', 'norrsken'))
  return products.flatMap((product) =>
    product.versions.flatMap((version) =>
      version.document.operations.map((operation) => ({ product, version, operation })),
    ),
  )
}

/** The list of accounts at the dedicated interface. */
export async function findAccountList(): Promise<ConsoleTarget> {
  const found = (await listTargets()).find(
    ({ version, operation }) => version.isBuiltIn && operation.operationId === 'getAccountList',
  )
  if (!found) throw new Error('the pack has no product of the dedicated interface')
  return toTarget(found)
}

/** A reading operation of the mock, of an open or a restricted product, with the examples of its path filled in. */
export async function findMocked(access: 'open' | 'restricted') {
  const found = (await listTargets()).find(
    ({ product, version, operation }) =>
      !version.isBuiltIn &&
      version.environments.includes('sandbox') &&
      product.access === access &&
      operation.method === 'GET',
  )
  if (!found) throw new Error(`the pack has no ${access} product of the mock`)
  const { version, operation } = found
  const path = [...operation.pathItemParameters, ...listOf(operation.raw['parameters'])]
    .map((node) => resolveRef(version.document, node))
    .filter((parameter) => parameter['in'] === 'path')
    .map((parameter) => [parameter['name'], String(parameter['example'])])
  const values = Object.fromEntries(path) as Record<string, string> // pairs of texts, built above
  return { ...toTarget(found), parameters: { path: values } }
}

function toTarget(found: Awaited<ReturnType<typeof listTargets>>[number]): ConsoleTarget {
  return {
    productId: found.product.id,
    version: found.version.version,
    operationId: found.operation.operationId,
  }
}
