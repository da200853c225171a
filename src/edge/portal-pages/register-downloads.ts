/** The documents of the products as files to download, in three versions of OpenAPI and two notations. Each is made elsewhere when it is first asked for. */
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { ApiDocument } from '#src/domain/api-documents/api-document.ts'
import type { DocumentMaker } from '#src/domain/api-documents/document-maker.ts'
import { createKeptPages } from './kept-pages.ts'
import type { KeptPages } from './kept-pages.ts'
import type { DrawnPage } from './page-drawing.ts'
import { goneSignal, sendKept } from './send-page.ts'

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
  readonly maker: Pick<DocumentMaker, 'makeFile'>
}

const conversions = ['openapi', 'openapi-3.0', 'swagger-2.0'] as const
const notations = ['json', 'yaml'] as const

export function registerDownloads(fastify: FastifyInstance, options: DownloadsOptions): void {
  // Documents do not change while the process runs.
  const kept = createKeptPages({
    mark: () => Promise.resolve(''),
    now: () => 0,
  })
  for (const { id, versions } of options.products)
    for (const version of versions)
      for (const file of filesOf(id, version, options)) registerFile(fastify, kept, file)
}

function filesOf(
  id: string,
  { version, basePath, document }: DownloadableProduct['versions'][number],
  { publicUrl, maker }: DownloadsOptions,
): DownloadFile[] {
  const url = publicUrl + basePath
  return conversions.flatMap((conversion) =>
    notations.map((notation) => ({
      address: `/apis/${id}/${version}/${conversion}.${notation}`,
      fileName: `${id}-${version}-${conversion}.${notation}`,
      type: `application/${notation}; charset=utf-8`,
      make: () => maker.makeFile(document, { conversion, notation, url }),
    })),
  )
}

interface DownloadFile {
  readonly address: string
  readonly fileName: string
  readonly type: string
  readonly make: () => Promise<Uint8Array<ArrayBuffer>>
}

function registerFile(fastify: FastifyInstance, kept: KeptPages, file: DownloadFile): void {
  fastify.get(file.address, async (request, reply) => {
    const gone = goneSignal(reply)
    return sendKept({ request, reply, gone }, async () => {
      const found = await kept.show(file.address, gone, () => toPage(file))
      const tag = new Map(found.page.headers).get('etag') ?? ''
      return isSame(request.headers['if-none-match'], tag) ? found.unchanged() : found
    })
  })
}

async function toPage({ fileName, type, make }: DownloadFile): Promise<DrawnPage> {
  const body = await make()
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  const headers = {
    etag: `"${digest}"`,
    'content-type': type,
    'cache-control': 'public, max-age=300',
    'content-disposition': `inline; filename="${fileName}"`,
    'x-content-type-options': 'nosniff',
    // Tools that run in a browser fetch the documents too; they hold nothing secret.
    'access-control-allow-origin': '*',
  }
  return { status: 200, headers: Object.entries(headers), cookies: [], body }
}

/** @see RFC 9110 §13.1.2 */
function isSame(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((each) => [tag, `W/${tag}`, '*'].includes(each.trim()))
}
