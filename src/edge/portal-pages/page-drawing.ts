/** What passes between the serving thread and the thread that draws pages. Plain data only; nothing is decided here. */

/** A request for a page, as the drawing thread gets it. */
export interface AskedPage {
  readonly url: string
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: Uint8Array<ArrayBuffer> | string
  /** Joins a failure on a page with the line in the log. */
  readonly incidentId: string
  /** True when the reader may see the mails that are shown instead of sent. */
  readonly hasMailbox: boolean
  /** Why a request was refused before any page saw it. */
  readonly refusedStatus?: number
}

export interface DrawnPage {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly cookies: readonly string[]
  readonly body: Uint8Array<ArrayBuffer>
}

/** What a page asks of the serving thread while it is drawn. */
export type PageQuestion =
  | {
      readonly kind: 'api'
      readonly method: PageMethod
      readonly path: string
      readonly call: PageApiCall
    }
  | { readonly kind: 'mailbox' }
  | { readonly kind: 'failed'; readonly error: unknown }

export type PageMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface PageApiCall {
  readonly body?: unknown
  readonly sessionToken?: string
  readonly language?: string
}

/** An answer of the portal's API; its JSON is parsed where the page is drawn. */
export interface PageApiAnswer {
  readonly status: number
  /** JSON in UTF-8, or nothing. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** Which addresses the build has pages for. */
export interface PageMap {
  /** In Fastify's notation. */
  readonly addresses: readonly string[]
  /** Of these, pages that are the same whatever stands in the query. */
  readonly withoutQuery: readonly string[]
}

/** What a page is told, and what of it changes hands instead of being copied. */
export interface PageAnswer {
  readonly value: unknown
  readonly transfer?: readonly ArrayBuffer[]
}

export interface DrawOptions {
  /** Ends the waiting when nobody wants the page any more. */
  readonly signal: AbortSignal
  answer(question: PageQuestion): Promise<PageAnswer>
}

/** Draws pages elsewhere than on the serving thread. */
export interface PageDrawer {
  readonly map: PageMap
  /** Throws `overloaded` when too many wait. */
  draw(asked: AskedPage, options: DrawOptions): Promise<DrawnPage>
}
