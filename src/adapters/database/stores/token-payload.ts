/** What doors must know of the payload of an access token. It is written by the authorization server's adapter alone. */
import type { TokenFacts } from '#src/domain/access/presented-access.ts'

export function readTokenPayload(text: string): Pick<TokenFacts, 'scope' | 'boundTo'> {
  const payload = JSON.parse(text) as { scope?: string; 'x5t#S256'?: string } // see above
  const bound = payload['x5t#S256']
  return {
    scope: payload.scope ?? '',
    ...(bound === undefined ? {} : { boundTo: Buffer.from(bound, 'base64url').toString('hex') }),
  }
}
