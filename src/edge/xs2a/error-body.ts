/** The two bodies of an error that the framework knows; a bank's profile chooses. It decides no code. @see BG IG 1.3 §4.13 */
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import { tppMessages } from './tpp-messages.ts'
import type { ErrorLinks, TppCode } from './tpp-messages.ts'

export type ErrorForm = BankProfile['errorForm']

export const mediaTypes: Readonly<Record<ErrorForm, string>> = {
  tppMessages: 'application/json',
  problem: 'application/problem+json',
}

export interface ErrorFacts {
  readonly code: TppCode
  readonly status: number
  readonly path: string | undefined
  readonly text: string
  readonly links: ErrorLinks | undefined
  /** Address of the code's page. */
  readonly type: string
}

export function toErrorBody(form: ErrorForm, facts: ErrorFacts): string {
  const { code, status, path, text, type, links } = facts
  const more = links ? { _links: links } : {}
  if (form === 'tppMessages') {
    const message = { category: 'ERROR', code, ...(path && { path }), text }
    return JSON.stringify({ tppMessages: [message], ...more })
  }
  // @see RFC 9457 §3.1, with the members `code` and `path` of the framework
  const [, title] = tppMessages[code]
  const problem = { type, title, status, detail: text, code, ...(path && { path }), ...more }
  return JSON.stringify(problem)
}
