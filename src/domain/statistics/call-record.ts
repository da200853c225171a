/** One call of the interface as it is counted: ids and times only, never query strings or account ids. */
export type CallOutcome = 'answered' | 'unanswered' | 'error-of-the-bank' | 'error-of-the-caller'

export interface CallRecord {
  readonly id: string
  readonly realm: string
  readonly worldId: string | null
  readonly interface: string
  readonly version: string
  readonly segment: string | null
  readonly service: string
  readonly operation: string
  readonly organisationId: string | null
  readonly appId: string | null
  readonly requestId: string | null
  readonly isPsuPresent: boolean
  readonly method: string
  /** The template of the contract, so that it holds no account id. */
  readonly path: string
  readonly status: number
  readonly outcome: CallOutcome
  readonly errorCode: string | null
  readonly arrivedAt: number
  readonly endedAt: number
}
