/** Which approach an authorisation takes and how it starts: the TPP's wish within what the bank offers. */
import type { BankProfile, ScaApproach } from '#src/domain/catalogue/bank-profile.ts'
import { DomainError } from '#src/kit/domain-error.ts'

/** What the TPP said in its headers; undefined when it said nothing. */
export interface ScaWish {
  readonly prefersRedirect?: boolean
  readonly prefersDecoupled?: boolean
  readonly prefersExplicit?: boolean
  readonly hasRedirectUri: boolean
  /** True when the consent cannot be given without the bank's own pages (bank-offered). */
  readonly needsPages: boolean
}

const isByBrowser = (approach: ScaApproach) => approach === 'redirect' || approach === 'oauth'

/**
 * The approach, fixed for the authorisation's life. A preference is followed when it is offered and else passed over;
 * `redirect-uri-missing` when only a redirect is left and there is no address to come back to.
 * @see BG IG 1.3 §5.3.1
 */
export function chooseApproach(profile: BankProfile['sca'], wish: ScaWish): ScaApproach {
  const possible = profile.approaches.filter(
    (approach) => isByBrowser(approach) || !wish.needsPages,
  )
  const preferred = possible.filter((approach) => isPreferred(approach, wish))
  const order = preferred.length > 0 ? preferred : possible
  const usable = order.find((approach) => approach !== 'redirect' || wish.hasRedirectUri)
  const asksForRedirect = wish.prefersRedirect === true && !wish.hasRedirectUri
  if (usable === undefined || asksForRedirect) throw new DomainError('redirect-uri-missing')
  return usable
}

function isPreferred(approach: ScaApproach, { prefersRedirect, prefersDecoupled }: ScaWish) {
  // Both at once is no error: the bank decides between them.
  if (prefersRedirect === true && prefersDecoupled === true)
    return isByBrowser(approach) || approach === 'decoupled'
  if (prefersDecoupled === true) return approach === 'decoupled'
  if (prefersRedirect === true) return isByBrowser(approach)
  if (prefersRedirect === false && isByBrowser(approach)) return false
  return !(prefersDecoupled === false && approach === 'decoupled')
}

/** True when the authorisation is made together with what it authorises. @see BG IG 1.3 §5.3.1 */
export function startsImplicitly(
  profile: BankProfile['sca'],
  { prefersExplicit }: ScaWish,
): boolean {
  return profile.startMode === 'by-tpp'
    ? prefersExplicit !== true
    : profile.startMode === 'implicit'
}
