/** The scope that names one consent of the TPP's own: `AIS:<consentId>`, or `PIIS:<consentId>` to confirm funds. @see BG IG 1.3 §13 */
import type { Context } from 'oidc-provider'
import type { Consent, ConsentService } from '#src/domain/consents/consent.ts'

/** The framework's table writes it in capitals and its examples in small letters: both are taken. */
export function isConsentScope(scope: string): boolean {
  return /^(?:ais|piis):[0-9a-z-]{1,64}$/iu.test(scope)
}

/** What a token may be asked for with. */
const sources = ['AuthorizationCode', 'RefreshToken', 'BackchannelAuthenticationRequest'] as const

/** Those of the request, or of what a token is asked for with. */
export function consentScopesOf({ oidc }: Context): string[] {
  const entities = oidc.entities as Partial<Record<string, { readonly scope?: string }>>
  const texts = [oidc.params?.['scope'], ...sources.map((name) => entities[name]?.scope)]
  const scopes = texts.flatMap((text) => (typeof text === 'string' ? text.split(' ') : []))
  return [...new Set(scopes.filter(isConsentScope))]
}

/** What such a scope names. */
export function readConsentScope(scope: string): { service: ConsentService; consentId: string } {
  const [prefix = '', consentId = ''] = scope.split(':')
  return { service: prefix.toLowerCase() === 'piis' ? 'funds' : 'accounts', consentId }
}

/** Both ways of writing the scope of a consent. */
export function consentScopeOf({ id, services }: Pick<Consent, 'id' | 'services'>): string {
  const prefix = services.includes('funds') ? 'PIIS' : 'AIS'
  return `${prefix}:${id} ${prefix.toLowerCase()}:${id}`
}
