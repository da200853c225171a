/** Where the last report of new transactions ended, per consent and account. It knows no transaction but its id. */

export interface ReportMarks {
  /** Undefined before the first such report. */
  find(consentId: string, accountId: string): Promise<string | undefined>
  put(consentId: string, accountId: string, entryReference: string): Promise<void>
}
