/** PUT of one authorisation: the step that the last answer's links named. */
import type { AuthorisationStep } from '#src/domain/grants/consent-authorisations.ts'
import type { EmbeddedStep } from '#src/domain/sca/embedded.ts'
import type { DomainError } from '#src/kit/domain-error.ts'
import type { ConsentKind } from '../consent-kinds.ts'
import type { Xs2aCall, Xs2aOperation } from '../endpoint.ts'
import { TppError } from '../tpp-messages.ts'
import { announceApproach, authorisationPath, toStep } from '../wire-consent.ts'

interface Body {
  readonly psuData?: { readonly password: string }
  readonly authenticationMethodId?: string
  readonly scaAuthenticationData?: string
  readonly confirmationCode?: string
}

export function updateConsentsPsuData(kind: ConsentKind, operationId: string): Xs2aOperation {
  return {
    operationId,
    role: kind.role,
    async handle(call) {
      const { consents, authorisations } = call.services
      const { params, caller } = call
      const consent = await consents.load(caller, params['consentId'] ?? '', kind.service)
      const id = params['authorisationId'] ?? ''
      const step = readStep(call)
      const path = authorisationPath(call, consent, id)
      return call.perform<EmbeddedStep>(
        (write) => authorisations.update(consent, { id, step }, write),
        {
          answer: (taken) => {
            announceApproach(call, taken.authorisation.approach)
            return { status: 200, body: toStep(call, consent, taken) }
          },
          refuse: (error) => orTryAgain(error, step, path),
        },
      )
    },
  }
}

const retryLinks: Partial<Record<AuthorisationStep['kind'], string>> = {
  password: 'updatePsuAuthentication',
  answer: 'authoriseTransaction',
}

/** What was wrong may be sent again, until the customer is blocked. @see BG IG 1.3 §4.13 */
function orTryAgain(error: DomainError, { kind }: AuthorisationStep, href: string): Error {
  const link = retryLinks[kind]
  const isWrong = error.code === 'psu-credentials-invalid'
  if (!isWrong || link === undefined || error.facts['isLast'] === true) return error
  return new TppError('PSU_CREDENTIALS_INVALID', { links: { [link]: { href } } })
}

/** One step at a time. An empty body names the customer by PSU-ID. @see adorsys release notes 3.11 */
function readStep({ body, headers }: Xs2aCall): AuthorisationStep {
  const sent = (body ?? {}) as Body // checked against the contract
  const psuId = typeof headers['psu-id'] === 'string' ? headers['psu-id'] : undefined
  const steps: AuthorisationStep[] = []
  if (sent.psuData) {
    const { password } = sent.psuData
    steps.push({ kind: 'password', password, ...(psuId === undefined ? {} : { psuId }) })
  }
  if (sent.authenticationMethodId !== undefined)
    steps.push({ kind: 'method', methodId: sent.authenticationMethodId })
  if (sent.scaAuthenticationData !== undefined)
    steps.push({ kind: 'answer', otp: sent.scaAuthenticationData })
  if (sent.confirmationCode !== undefined)
    steps.push({ kind: 'confirm', code: sent.confirmationCode })
  if (steps.length === 0 && psuId !== undefined) steps.push({ kind: 'identify', psuId })
  const [step] = steps
  if (step && steps.length === 1) return step
  const text =
    'Send one step: PSU-ID alone, psuData, authenticationMethodId, scaAuthenticationData or confirmationCode.'
  throw new TppError('FORMAT_ERROR', { text })
}
