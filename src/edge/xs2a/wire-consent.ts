/** Consents and authorisations in Berlin Group's shapes, with exactly the next possible links. It decides nothing else. */
import { dateInZone } from '#src/kit/clock.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import { validUntilDate } from '#src/domain/consents/consents.ts'
import type { AccountReference, RequestedAccess } from '#src/domain/consents/requested-access.ts'
import type { StartedAuthorisation } from '#src/domain/grants/beginnings.ts'
import type { ScaApproach } from '#src/domain/catalogue/bank-profile.ts'
import type { BankScaMethod } from '#src/connector/bank-connector.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import type { EmbeddedStep } from '#src/domain/sca/embedded.ts'
import { scaStatusOf } from '#src/domain/sca/sca-status.ts'
import { kindOf } from './consent-kinds.ts'
import type { Xs2aCall } from './endpoint.ts'

type Links = Readonly<Record<string, { readonly href: string }>>

const segment = encodeURIComponent

type Named = Pick<Consent, 'id' | 'services'>

export const consentPath = ({ basePath }: Pick<Xs2aCall, 'basePath'>, consent: Named) =>
  `${basePath}${kindOf(consent).path}/${segment(consent.id)}`

export const authorisationPath = (call: Xs2aCall, consent: Named, id: string) =>
  `${consentPath(call, consent)}/authorisations/${segment(id)}`

const approaches: Readonly<Record<ScaApproach, string>> = {
  redirect: 'REDIRECT',
  // @see BG IG 1.3 §13: the OAuth approach reports REDIRECT
  oauth: 'REDIRECT',
  decoupled: 'DECOUPLED',
  embedded: 'EMBEDDED',
}

/** Names the approach once it is fixed. */
export function announceApproach(call: Xs2aCall, approach: ScaApproach) {
  call.announce('aspsp-sca-approach', approaches[approach])
}

/** The links that lead on from a started authorisation. */
export function stepLinks(call: Xs2aCall, consent: Named, started: StartedAuthorisation): Links {
  const { authorisation, linkSecret } = started
  const path = authorisationPath(call, consent, authorisation.id)
  const { services } = call
  const scaStatus = { href: path }
  if (authorisation.approach === 'oauth')
    return { scaOAuth: { href: services.oauthMetadataUrl() }, scaStatus }
  if (authorisation.approach === 'redirect' && linkSecret !== undefined) {
    const address = `${services.publicUrl()}${services.customerPath}/${authorisation.id}`
    return {
      scaRedirect: { href: `${address}?start=${linkSecret}` },
      ...(started.needsConfirmation === true ? { confirmation: { href: path } } : {}),
      scaStatus,
    }
  }
  return { ...nextStepLinks(authorisation, path), scaStatus }
}

/** What may be sent next through the TPP. */
function nextStepLinks({ approach, state }: Authorisation, path: string): Links {
  const href = path
  if (approach === 'decoupled')
    return state === 'asked' ? { updatePsuIdentification: { href } } : {}
  if (approach !== 'embedded') return {}
  switch (state) {
    case 'asked':
      return { updatePsuIdentification: { href }, updatePsuAuthentication: { href } }
    case 'identified':
      return { updatePsuAuthentication: { href } }
    case 'password-checked':
      return { selectAuthenticationMethod: { href } }
    case 'challenged':
      return { authoriseTransaction: { href } }
    default:
      return {}
  }
}

/** The answer to a step: what to show the customer, and what comes next. */
export function toStep(call: Xs2aCall, consent: Named, step: EmbeddedStep) {
  const { authorisation } = step
  const path = authorisationPath(call, consent, authorisation.id)
  return {
    scaStatus: scaStatusOf(authorisation),
    ...toChoice(step),
    _links: { ...nextStepLinks(authorisation, path), scaStatus: { href: path } },
  }
}

/** Methods to choose from, or the chosen one with its challenge. */
function toChoice({ authorisation, methods, chosen }: EmbeddedStep) {
  const { challenge, state } = authorisation
  if (methods) return { scaMethods: methods.map(toMethod) }
  if (state !== 'challenged' || !challenge) return {}
  return {
    ...(chosen ? { chosenScaMethod: toMethod(chosen) } : {}),
    challengeData: challenge.data,
    psuMessage: String(challenge.data['additionalInformation'] ?? ''),
  }
}

const toMethod = ({ id, type, name }: BankScaMethod) => ({
  authenticationType: type,
  authenticationMethodId: id,
  name,
})

export function toStarted(call: Xs2aCall, consent: Named, started: StartedAuthorisation) {
  const authorisationId = started.authorisation.id
  if (started.step) return { ...toStep(call, consent, started.step), authorisationId }
  return {
    scaStatus: scaStatusOf(started.authorisation),
    authorisationId,
    _links: stepLinks(call, consent, started),
  }
}

/** As asked until somebody has authorised it; then a bank-offered one names what was picked. */
export function toInformation(
  call: Xs2aCall,
  consent: Consent,
  given: ReadonlyMap<string, AccountReference>,
) {
  const { timeZone } = call.services
  return {
    access: toAccess(consent, given),
    recurringIndicator: consent.isRecurring,
    validUntil: validUntilDate(consent, timeZone),
    frequencyPerDay: consent.frequencyPerDay,
    lastActionDate: dateInZone(consent.lastActionAt, timeZone),
    consentStatus: consent.status,
    ...(consent.status === 'valid'
      ? { _links: { account: { href: `${call.basePath}/v1/accounts` } } }
      : {}),
  }
}

function toAccess(
  { request, access }: Consent,
  given: ReadonlyMap<string, AccountReference>,
): RequestedAccess {
  const isPicked = request === undefined || request.model === 'bank-offered'
  if (!isPicked || access.accounts.length === 0) {
    return request?.access ?? { accounts: [], balances: [], transactions: [] }
  }
  const name = (ids: readonly string[]) => ids.flatMap((id) => given.get(id) ?? [])
  return {
    accounts: name(access.accounts),
    balances: name(access.balances),
    transactions: name(access.transactions),
  }
}
