/** Where authorisations are kept. */
import type { Authorisation, AuthorisationState } from './authorisation.ts'

/** What a move may change besides the state. */
export type AuthorisationChange = Partial<
  Pick<
    Authorisation,
    | 'psuId'
    | 'bank'
    | 'mode'
    | 'attempts'
    | 'consentId'
    | 'startedAt'
    | 'authenticatedAt'
    | 'expiresAt'
    | 'loginHint'
    | 'challenge'
    | 'confirmation'
    | 'browserHash'
  >
>

export interface AuthorisationStore {
  create(authorisation: Authorisation): Promise<void>
  find(id: string): Promise<Authorisation | undefined>
  /** Moves the row when its state is still `from`; false when somebody was quicker. */
  move(
    id: string,
    step: { from: AuthorisationState; to: AuthorisationState; change?: AuthorisationChange },
  ): Promise<boolean>
  /** Authorisations of one consent, oldest first. */
  listOfConsent(consentId: string): Promise<readonly Authorisation[]>
  /** Binds it to one browser; false when it is bound already. */
  bindBrowser(id: string, browserHash: string): Promise<boolean>
  setLanguage(id: string, language: 'en' | 'sv'): Promise<void>
  /** Ends every unfinished authorisation of a World or an app as refused. */
  endUnfinished(scope: { appId: string } | { worldId: string }): Promise<void>
  /** Deletes rows that ran out before the instant and hang on no consent of their own; the number deleted. */
  deleteExpired(before: number): Promise<number>
}
