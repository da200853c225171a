/** The port to stored call records. */
import type { CallRecord } from './call-record.ts'

export interface CallsQuery {
  readonly appId: string
  readonly requestId?: string
  readonly limit: number
  /** `next` of an earlier page. */
  readonly before?: string
}

export interface CallRecordStore {
  /** Writes all rows in one statement; a row already there stays as it is. */
  insert(records: readonly CallRecord[]): Promise<void>
  /** Newest first. */
  listOfApp(query: CallsQuery): Promise<readonly CallRecord[]>
}
