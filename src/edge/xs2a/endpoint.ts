/** What an operation of the interface is made of. */
import type {
  AccountInformation,
  Reading,
} from '#src/domain/account-information/account-information.ts'

export interface Xs2aCall {
  readonly reading: Reading
  readonly accountId: string
  readonly query: URLSearchParams
  /** Where the interface is mounted, for links. */
  readonly basePath: string
  readonly accounts: AccountInformation
  /** Adds a header to the answer. */
  announce(name: string, value: string): void
}

export interface Xs2aOperation {
  readonly operationId: string
  /** The body of the answer; parameters are checked before anything is read. */
  handle(call: Xs2aCall): Promise<object>
}
