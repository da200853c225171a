/** Reads the API products of a pack with their OpenAPI documents. A document that is broken refuses the pack, file and line named. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ApiDocumentError, readApiDocument } from '#src/domain/api-documents/api-document.ts'
import type { ApiDocument } from '#src/domain/api-documents/api-document.ts'
import { mergeExamples } from '#src/domain/api-documents/merge-examples.ts'
import type { RecordedExamples } from '#src/domain/api-documents/merge-examples.ts'
import {
  builtInDocument,
  byNewest,
  productsFileSchema,
  productTextKinds,
} from '#src/domain/catalogue/products.ts'
import type { Localized } from '#src/domain/catalogue/localized.ts'
import type { Product, ProductVersion } from '#src/domain/catalogue/products.ts'
import { BankPackError, locate, readText, readYaml } from './pack-file.ts'

/** Our own contracts, which a pack may name. */
const contracts = fileURLToPath(new URL('../../../openapi/', import.meta.url))
const builtInBasePath = '/sandbox/psd2'
const mockBasePath = '/sandbox/api'

export async function loadProducts(folder: string): Promise<readonly Product[]> {
  const source = await readYaml(join(folder, 'products.yaml'), productsFileSchema)
  const products: Product[] = []
  // One after the other, so that the first broken document is always the one that is named.
  for (const [index, { versions, ...product }] of source.value.products.entries()) {
    const loaded: ProductVersion[] = []
    for (const { document, tags, ...version } of versions.toSorted(byNewest)) {
      const isBuiltIn = document === builtInDocument
      const whole = isBuiltIn
        ? await loadBuiltIn()
        : await loadDocument(join(folder, 'apis', document))
      const basePath = isBuiltIn
        ? builtInBasePath
        : `${mockBasePath}/${product.id}/${version.version}`
      const taken = onlyTagged(whole, tags)
      if (taken.operations.length === 0)
        throw new BankPackError([
          locate(
            source,
            ['products', index, 'versions'],
            `no operation has a tag of ${version.version}`,
          ),
        ])
      loaded.push({ ...version, basePath, isBuiltIn, document: taken })
    }
    const texts = await loadTexts(join(folder, 'products', product.id))
    products.push({ ...product, texts, versions: loaded })
  }
  return products
}

async function loadTexts(folder: string): Promise<Product['texts']> {
  const loaded: Partial<Record<keyof Product['texts'], Localized>> = {}
  for (const kind of productTextKinds) {
    const en = await readText(join(folder, `${kind}.en.md`))
    loaded[kind] = { en, sv: await readText(join(folder, `${kind}.sv.md`)) }
  }
  return loaded as Product['texts'] // the loop has gone through every kind
}

async function loadDocument(file: string): Promise<ApiDocument> {
  const text = await readText(file)
  try {
    return readApiDocument(text, file)
  } catch (error) {
    if (!(error instanceof ApiDocumentError)) throw error
    throw new BankPackError(error.problems, { cause: error })
  }
}

/** Read once for a process: the file belongs to the product and does not change. */
let builtIn: Promise<ApiDocument> | undefined

function loadBuiltIn(): Promise<ApiDocument> {
  builtIn ??= readBuiltIn()
  return builtIn
}

async function readBuiltIn(): Promise<ApiDocument> {
  const document = await loadDocument(join(contracts, `${builtInDocument}.yaml`))
  const examples = join(contracts, 'examples', `${builtInDocument}.json`)
  if (!existsSync(examples)) return document
  // Written by our own recorder and held to the contract by a test.
  const recorded = JSON.parse(await readFile(examples, 'utf8')) as RecordedExamples
  return mergeExamples(document, recorded)
}

/** The same document with the operations of these tags alone. */
function onlyTagged(document: ApiDocument, tags: readonly string[] | undefined): ApiDocument {
  if (tags === undefined) return document
  const operations = document.operations.filter(({ tag }) => tags.includes(tag))
  const kept = new Set(operations.map(({ method, path }) => `${method} ${path}`))
  const paths = Object.entries(document.openapi['paths'] as Record<string, object>).flatMap(
    ([path, item]) => {
      const members = Object.entries(item).filter(
        ([name]) => !isMethod(name) || kept.has(`${name.toUpperCase()} ${path}`),
      )
      const isEmpty = !members.some(([name]) => isMethod(name))
      return isEmpty ? [] : [[path, Object.fromEntries(members)] as const]
    },
  )
  return { openapi: { ...document.openapi, paths: Object.fromEntries(paths) }, operations }
}

const isMethod = (name: string) => /^(?:get|put|post|delete|options|head|patch|trace)$/u.test(name)
