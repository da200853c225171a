/** The documents of the products as files to download, in three versions of OpenAPI and two notations. Each is built when it is first asked for. */
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { stringify } from 'yaml'
import type { ApiDocument } from '#src/domain/api-documents/api-document.ts'
import { toOpenApi30, toSwagger20 } from '#src/domain/api-documents/convert.ts'
import type { JsonObject } from '#src/domain/api-documents/json.ts'
import { withServer } from '#src/domain/api-documents/with-server.ts'

/** What is needed of a product. */
export interface DownloadableProduct {
  readonly id: string
  readonly versions: readonly {
    readonly version: string
    readonly basePath: string
    readonly document: ApiDocument
  }[]
}

export interface DownloadsOptions {
  readonly products: readonly DownloadableProduct[]
  readonly publicUrl: string
}

const conversions = {
  openapi: (openapi: JsonObject) => openapi,
  'openapi-3.0': toOpenApi30,
  'swagger-2.0': toSwagger20,
} as const

const notations = {
  json: {
    type: 'application/json; charset=utf-8',
    write: (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`,
  },
  yaml: {
    type: 'application/yaml; charset=utf-8',
    write: (value: unknown) => stringify(value, { aliasDuplicateObjects: false, lineWidth: 120 }),
  },
} as const

export function registerDownloads(
  fastify: FastifyInstance,
  { products, publicUrl }: DownloadsOptions,
): void {
  for (const { id, versions } of products)
    for (const version of versions)
      for (const file of filesOf(id, version, publicUrl)) registerFile(fastify, file)
}

function filesOf(
  id: string,
  { version, basePath, document }: DownloadableProduct['versions'][number],
  publicUrl: string,
): DownloadFile[] {
  const url = publicUrl + basePath
  return Object.entries(conversions).flatMap(([name, convert]) =>
    Object.entries(notations).map(([ending, { type, write }]) => ({
      address: `/apis/${id}/${version}/${name}.${ending}`,
      fileName: `${id}-${version}-${name}.${ending}`,
      type,
      build: () => write(convert(withServer(document.openapi, url))),
    })),
  )
}

interface DownloadFile {
  readonly address: string
  readonly fileName: string
  readonly type: string
  readonly build: () => string
}

function registerFile(fastify: FastifyInstance, file: DownloadFile): void {
  let built: { body: string; tag: string } | undefined
  fastify.get(file.address, (request, reply) => {
    built ??= withTag(file.build())
    void reply.headers({
      etag: built.tag,
      'cache-control': 'public, max-age=300',
      'content-disposition': `inline; filename="${file.fileName}"`,
      'x-content-type-options': 'nosniff',
      // Tools that run in a browser fetch the documents too; they hold nothing secret.
      'access-control-allow-origin': '*',
    })
    return isSame(request.headers['if-none-match'], built.tag)
      ? reply.code(304).send()
      : reply.type(file.type).send(built.body)
  })
}

function withTag(body: string) {
  return { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}

/** @see RFC 9110 §13.1.2 */
function isSame(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((each) => [tag, `W/${tag}`, '*'].includes(each.trim()))
}
