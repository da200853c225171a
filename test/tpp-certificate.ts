/** Plays a TPP that calls over mutual TLS with a certificate issued for its app. */
import { randomUUID } from 'node:crypto'
import { request } from 'node:https'
import { bearer, expectCall } from './developer.ts'
import type { Answer, RegisteredApp, SignedInDeveloper } from './developer.ts'
import { giveConsent } from './embedded-consent.ts'

export interface IssuedCertificate {
  readonly id: string
  readonly certificate: string
  readonly chain: string
  readonly privateKey?: string
  readonly organisationIdentifier: string
}

export async function issueCertificate(
  base: string,
  owner: { readonly developer: SignedInDeveloper; readonly app: RegisteredApp },
  wish: { readonly roles?: readonly string[]; readonly csr?: string } = {},
): Promise<IssuedCertificate> {
  const url = `${base}/api/v1/apps/${owner.app.id}/certificates`
  const headers = bearer(owner.developer.token)
  const json = { roles: ['AISP'], ...wish }
  return (await expectCall(201, url, { headers, json })).body
}

/** What a TPP shows on a connection. */
export interface ClientIdentity {
  readonly certificate: string
  readonly key: string
}

function bodyOf({ json, form }: { json?: unknown; form?: Readonly<Record<string, string>> }) {
  if (form)
    return { text: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' }
  return { text: json === undefined ? undefined : JSON.stringify(json), type: 'application/json' }
}

/** One call over TLS that trusts the authority of /ca.pem alone; every call makes its own connection. */
export function callTls(
  url: string,
  options: {
    readonly ca: string
    readonly identity?: ClientIdentity
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly json?: unknown
    readonly form?: Readonly<Record<string, string>>
  },
): Promise<Answer> {
  const { ca, identity } = options
  const { text, type } = bodyOf(options)
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const sent = request(
    url,
    {
      ca,
      agent: false,
      method: options.method ?? (text === undefined ? 'GET' : 'POST'),
      ...(identity
        ? {
            cert: identity.certificate,
            key: identity.key,
          }
        : {}),
      headers: {
        ...options.headers,
        ...(text === undefined ? {} : { 'content-type': type }),
      },
    },
    (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8')
        const headers = Object.entries(answer.headers).map(
          ([name, value]) => [name, String(value)] as [string, string],
        )
        resolve({
          status: answer.statusCode ?? 0,
          headers: new Headers(headers),
          body: body === '' ? undefined : JSON.parse(body),
        })
      })
    },
  )
  sent.on('error', reject)
  sent.end(text)
  return promise
}

export const toIdentity = ({
  certificate,
  privateKey = '',
}: IssuedCertificate): ClientIdentity => ({
  certificate,
  key: privateKey,
})

export type AskTls = Awaited<ReturnType<typeof openTls>>

/** Calls of the dedicated interface on the TLS port, in the presence of the customer. */
export async function openTls(url: string, tlsUrl: string) {
  const ca = await (await fetch(`${url}/ca.pem`)).text()
  type Asked = {
    method?: string
    json?: unknown
    form?: Record<string, string>
    headers?: Record<string, string>
  }
  return (identity: ClientIdentity | undefined, path: string, asked: Asked = {}) =>
    callTls(`${tlsUrl}${path.startsWith('/sandbox') ? '' : '/sandbox/psd2'}${path}`, {
      ...asked,
      ca,
      ...(identity ? { identity } : {}),
      headers: { 'x-request-id': randomUUID(), 'psu-ip-address': '192.0.2.1', ...asked.headers },
    })
}

/** A consent, authorised through the TPP; answers its id. */
export async function consentEmbedded(ask: AskTls, identity: ClientIdentity, psuId: string) {
  const tpp = { ask: (path: string, asked: Parameters<AskTls>[2]) => ask(identity, path, asked) }
  return (await giveConsent(tpp, psuId)).consentId
}
