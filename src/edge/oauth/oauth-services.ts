/** What the authorization server asks of the rooms; the composition hands it in. */
import type { ShownCertificate } from '#src/domain/access/presented-access.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import type { NewAuthorisation } from '#src/domain/sca/authorisations.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import type { NamedConsent } from '#src/domain/grants/consent-authorisations.ts'
import type { Grant, GrantEnd } from '#src/domain/grants/grant.ts'
import type { OauthArtifactStore } from '#src/domain/grants/oauth-artifact-store.ts'
import type { Clock } from '#src/kit/clock.ts'

/** The app behind a Client ID, with its World's clock. */
export interface OauthApp {
  readonly id: string
  readonly clientId: string
  readonly name: string
  readonly type: 'web' | 'native'
  readonly redirectUris: readonly string[]
  readonly organisationId: string
  readonly worldId: string
  readonly clockOffsetMs: number
}

export interface OauthServices {
  readonly realm: string
  readonly clock: Clock
  readonly artifacts: OauthArtifactStore
  /** By its Client ID, or by the organizationIdentifier of its certificates. */
  findApp(clientId: string): Promise<OauthApp | undefined>
  /** The app of a certificate that may be used now. */
  findAppByCertificate(shown: ShownCertificate): Promise<string | undefined>
  /** Where the TPP said that a waiting consent's customer may come back to. */
  listRedirectUris(consent: NamedConsent): Promise<readonly string[]>
  findAppById(appId: string): Promise<OauthApp | undefined>
  /** The id of the app's secret in force that this text is. */
  findSecret(appId: string, text: string): Promise<string | undefined>
  isSecretRevoked(secretId: string): Promise<boolean>
  beginAuthorisation(input: NewAuthorisation): Promise<void>
  /** Begins one for a consent of the TPP's own; false when there is none of this app that waits for it. */
  beginConsentAuthorisation(
    input: NamedConsent & {
      readonly id: string
      readonly language: 'en' | 'sv'
      readonly redirectUri: string
    },
  ): Promise<boolean>
  /** Asks the customer in their own app; false as above. */
  beginBackchannel(
    input: NamedConsent & {
      readonly id: string
      readonly psuId: string
      readonly language: 'en' | 'sv'
    },
  ): Promise<boolean>
  /** How far the customer has come in their own app, and the grant when it is a yes. */
  settleBackchannel(id: string): Promise<{ authorisation: Authorisation; grantId?: string }>
  loadAuthorisation(id: string): Promise<Authorisation>
  findGrant(id: string): Promise<{ grant: Grant; consent: Consent } | undefined>
  findGrantOfConsent(consentId: string): Promise<Grant | undefined>
  endGrant(id: string, reason: GrantEnd): Promise<void>
  /** A name for the customer that tells the app nothing and differs from app to app. */
  subjectOf(appId: string, psuId: string): string
}
