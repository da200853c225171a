/** The two kinds of consent a TPP makes: where each lives, what it is for, who may make it. Their ids are never interchangeable. */
import type { Consent, ConsentService } from '#src/domain/consents/consent.ts'
import type { TppRole } from '#src/domain/tpps/certificate.ts'

export interface ConsentKind {
  readonly service: ConsentService
  readonly role: TppRole
  readonly path: string
}

export const accountConsents: ConsentKind = {
  service: 'accounts',
  role: 'AISP',
  path: '/v1/consents',
}

/** @see BG CoF consent 2.0 */
export const fundsConsents: ConsentKind = {
  service: 'funds',
  role: 'PIISP',
  path: '/v2/consents/confirmation-of-funds',
}

export function kindOf({ services }: Pick<Consent, 'services'>): ConsentKind {
  return services.includes('funds') ? fundsConsents : accountConsents
}
