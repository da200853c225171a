/** What an operation of the interface is made of: the checked call, the services it may use, its answer. */
import type { IncomingHttpHeaders } from 'node:http'
import type {
  AccountInformation,
  Reading,
} from '#src/domain/account-information/account-information.ts'
import type { ReportMarks } from '#src/domain/account-information/report-marks.ts'
import type { ProfileOf } from '#src/domain/catalogue/bank-profile.ts'
import type { Consents } from '#src/domain/consents/consents.ts'
import type { AccessPlace } from '#src/domain/consents/unattended-accesses.ts'
import type { FundsConfirmation } from '#src/domain/funds-confirmation/funds-confirmation.ts'
import type { Notifications } from '#src/domain/notifications/notifications.ts'
import type { AccessFacts, GivenAccess } from '#src/domain/grants/access-facts.ts'
import type { TppRole } from '#src/domain/tpps/certificate.ts'
import type { WriteUnderWay } from '#src/domain/writes/write-under-way.ts'
import type { Writes } from '#src/domain/writes/writes.ts'
import type { DomainError } from '#src/kit/domain-error.ts'
import type { Beginnings } from '#src/domain/grants/beginnings.ts'
import type { ConsentAuthorisations } from '#src/domain/grants/consent-authorisations.ts'

/** The app that calls, by its token or its certificate; `grant` when a customer gave the token. */
export interface Caller {
  readonly realm: string
  readonly appId: string
  readonly organisationId: string
  readonly worldId: string
  readonly clockOffsetMs: number
  readonly grant?: AccessFacts['grant']
  /** Those of the certificate; undefined for a token alone, which has them all in the sandbox. */
  readonly roles?: readonly TppRole[]
  /** Host names that the certificate holds; none in most test certificates. */
  readonly domains?: readonly string[]
}

export interface Xs2aServices {
  readonly accounts: AccountInformation
  readonly consents: Consents
  /** For reads alone: it may be behind other processes by less than a second. */
  readonly readingConsents: Pick<Consents, 'load'>
  readonly authorisations: ConsentAuthorisations
  readonly beginnings: Beginnings
  readonly funds: FundsConfirmation
  readonly notifications: Notifications
  readonly profileOf: ProfileOf
  /** Counts a read without the customer, or one of a consent for one use; throws `access-exceeded`. */
  countAccess(access: {
    worldId: string
    place: AccessPlace
    now: number
    max: number | 'once'
  }): Promise<void>
  readonly reportMarks: ReportMarks
  readonly writes: Writes
  /** The bank's own. */
  readonly timeZone: string
  readonly publicUrl: () => string
  /** Path of the customer's pages, without the authorisation's id. */
  readonly customerPath: string
  /** Address of the authorization server's metadata, for `scaOAuth`. */
  readonly oauthMetadataUrl: () => string
}

/** A call that has passed every check but those of its resource. `nowMs` is the World's time. */
export interface Xs2aCall {
  readonly caller: Caller
  readonly nowMs: number
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** As the contract says; undefined when there was none. */
  readonly body: unknown
  /** Where the interface is mounted, for links. */
  readonly basePath: string
  readonly services: Xs2aServices
  /** Adds a header to the answer. */
  announce(name: string, value: string): void
  /** Performs the act of a write, so that its answer commits with it. An act is the last thing that an operation does. */
  perform<Result>(
    act: (write: WriteUnderWay<Result>) => Promise<Result>,
    answering: Answering<Result>,
  ): Promise<Xs2aAnswer>
}

/** What an act is answered with. Called inside its transaction: neither may wait for anything. */
export interface Answering<Result> {
  answer(result: Result): Xs2aAnswer
  /** A refusal that says more than its code. */
  refuse?(error: DomainError): Error
}

/** A read of account information: what the customer gave stands behind it. */
export interface ReadingCall extends Xs2aCall {
  readonly reading: Reading
  readonly given: GivenAccess
  readonly accounts: AccountInformation
  readonly accountId: string
}

export interface Xs2aAnswer {
  readonly status: number
  /** Goes out as JSON, `XmlBody` and `JsonBytes` as they are. */
  readonly body?: object
}

/** A body that is JSON in UTF-8 already. */
export class JsonBytes {
  readonly bytes: Buffer

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}

/** A body that is XML already. */
export class XmlBody {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export interface Xs2aOperation {
  readonly operationId: string
  /** Who may call it; AISP unless it says otherwise. */
  readonly role?: TppRole
  /** Media types it can answer; JSON alone unless it says otherwise. */
  readonly formats?: readonly string[]
  /** Parameters, headers and body are as the contract says when it is called. */
  handle(call: Xs2aCall): Promise<Xs2aAnswer>
}
