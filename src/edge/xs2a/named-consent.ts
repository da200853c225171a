/** Loads the consent that the header Consent-ID names. It judges nothing else. */
import type { Consent, ConsentService } from '#src/domain/consents/consent.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Xs2aCall } from './endpoint.ts'
import { TppError } from './tpp-messages.ts'

/** In a header an unknown consent is a 400, in a path a 403. @see BG IG 1.3 §14.11 */
export async function loadNamedConsent(
  { services, caller }: Xs2aCall,
  id: string,
  service: ConsentService,
): Promise<Consent> {
  try {
    return await services.readingConsents.load(caller, id, service)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'consent-unknown')
      throw new TppError('CONSENT_UNKNOWN', { path: 'Consent-ID' })
    throw error
  }
}
