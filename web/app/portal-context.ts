/** What the server hands to loaders and actions: the portal API in process and facts about the bank. The pages know nothing else of the server. */
import { createContext } from 'react-router'
import type { Language } from './paths.ts'

export interface ApiCall {
  body?: unknown
  sessionToken?: string
  language?: Language
}

export interface ApiAnswer {
  status: number
  body: unknown
  headers: Record<string, string | undefined>
}

export interface Mail {
  to: string
  subject: string
  text: string
  links: string[]
}

export interface Portal {
  api(method: string, path: string, call?: ApiCall): Promise<ApiAnswer>
  /** Only while mails are shown locally instead of sent. */
  mailbox?: () => Promise<Mail[]>
  /** `logoSvg` was checked when the pack was loaded: no script, nothing from outside. */
  bank: { name: string; legalName: string; languages: readonly string[]; logoSvg: string }
  publicUrl: string
  tlsUrl: string
  /** Markdown of an error's page; undefined when the code is unknown. */
  errorPage(code: string, language: string): string | undefined
  errorCodes(): readonly string[]
  /** Joins a failure on a page with the line in the log. */
  incidentId: string
  reportError(error: unknown): void
}

/** The key under which the bridge puts the portal; exported by the server entry, so that both hold the same object. */
export const portalContext = createContext<Portal>()
