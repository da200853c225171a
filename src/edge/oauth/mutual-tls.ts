/**
 * Client certificates at the authorization server: what is known of the one a request came with, and how the protocol
 * library asks for it. A Berlin Group client may have nothing else. @see RFC 8705; BG IG 1.3 §13
 */
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { X509Certificate } from 'node:crypto'
import type { Client, Context } from 'oidc-provider'
import { readPeer } from '#src/edge/http/peer-certificate.ts'
import type { OauthServices } from './oauth-services.ts'

/** The app of a certificate that may be used now, by request. */
const appsOfRequests = new WeakMap<IncomingMessage, string>()

/** Looks the request's certificate up before the library, which asks without waiting, can ask for it. */
export async function noteCertificate(
  services: Pick<OauthServices, 'findAppByCertificate'>,
  request: IncomingMessage,
): Promise<void> {
  const peer = readPeer(request)
  if (typeof peer === 'string') return
  const appId = await services.findAppByCertificate(peer)
  if (appId !== undefined) appsOfRequests.set(request, appId)
}

/** The feature of the library: tokens of such clients are bound to the certificate. */
export const mutualTls = {
  enabled: true,
  tlsClientAuth: true,
  certificateBoundAccessTokens: true,
  getCertificate: ({ req }: Context): X509Certificate | undefined =>
    req.socket instanceof TLSSocket ? req.socket.getPeerX509Certificate() : undefined,
  certificateAuthorized: ({ req }: Context) => appsOfRequests.has(req),
  /** The organizationIdentifier names one app, and the certificate belongs to one: they must be the same. */
  certificateSubjectMatches: ({ req, oidc }: Context) =>
    appsOfRequests.get(req) === oidc.client?.['app_id'],
}

/** Metadata of a client whose only credential is a certificate. */
export function certificateClientOf(identifier: string): Partial<Client> {
  return {
    client_id: identifier,
    token_endpoint_auth_method: 'tls_client_auth',
    tls_client_auth_subject_dn: `organizationIdentifier=${identifier}`,
    tls_client_certificate_bound_access_tokens: true,
  }
}
