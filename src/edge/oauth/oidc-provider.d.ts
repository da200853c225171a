/** The parts of oidc-provider 9 that this edge uses; the package ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export interface AdapterPayload {
    [key: string]: unknown
    jti?: string
    kind?: string
    iat?: number
    iiat?: number
    exp?: number
    clientId?: string
    grantId?: string
    rotations?: number
    consumed?: number
    params?: Record<string, unknown>
  }

  export interface Adapter {
    upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void>
    find(id: string): Promise<AdapterPayload | undefined>
    findByUid(uid: string): Promise<AdapterPayload | undefined>
    findByUserCode(code: string): Promise<AdapterPayload | undefined>
    consume(id: string): Promise<void>
    destroy(id: string): Promise<void>
    revokeByGrantId(grantId: string): Promise<void>
  }

  export interface Client {
    clientId: string
    redirectUris?: string[]
    clientName?: string
    [metadata: string]: unknown
  }

  /** A customer asked in their own app. @see CIBA 1.0 §7 */
  export interface BackchannelRequest {
    readonly jti: string
    readonly params: Record<string, unknown>
  }

  export interface InteractionResult {
    login?: { accountId: string; remember: boolean; ts?: number; amr?: string[] }
    consent?: { grantId: string }
    error?: string
    error_description?: string
  }

  export interface Interaction {
    uid: string
    returnTo: string
    params: Record<string, unknown>
    result?: InteractionResult
    persist(): Promise<string>
  }

  export interface Context {
    body: unknown
    type: string
    status: number
    accepts(...types: string[]): string | false
    get(header: string): string
    set(header: string, value: string): void
    readonly req: IncomingMessage
    oidc: {
      route: string
      client?: Client
      params?: Record<string, unknown>
      /** Of a posted form. */
      body?: Record<string, unknown>
      result?: InteractionResult
      entities: Record<string, { exp?: number } | undefined>
    }
  }

  export class Prompt {
    constructor(info: { name: string; requestable?: boolean }, ...checks: Check[])
  }
  export class Check {
    constructor(
      reason: string,
      description: string,
      error: string,
      check: (ctx: Context) => boolean,
    )
    static REQUEST_PROMPT: true
    static NO_NEED_TO_PROMPT: false
  }
  export const interactionPolicy: { Prompt: typeof Prompt; Check: typeof Check }

  class OidcError extends Error {
    constructor(description?: string, detail?: string)
    error: string
    error_description?: string
    statusCode: number
  }
  export const errors: {
    InvalidScope: typeof OidcError
    TemporarilyUnavailable: typeof OidcError
    InvalidGrant: typeof OidcError
    InvalidRequest: typeof OidcError
    InvalidClient: typeof OidcError
    ExpiredToken: typeof OidcError
    AccessDenied: typeof OidcError
  }

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    static ctx: Context | undefined
    /** What every request of this server inherits from (Koa). */
    readonly request: object
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    use(middleware: (ctx: Context, next: () => Promise<void>) => Promise<void>): this
    on(event: 'server_error', listener: (ctx: Context, error: unknown) => void): this
    Client: { prototype: { compareClientSecret(actual: string): boolean | Promise<boolean> } }
    Interaction: { find(uid: string): Promise<Interaction | undefined> }
    Grant: { find(id: string): Promise<unknown> }
  }
}
