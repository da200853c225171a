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

export type TextNode = string | TextElement

/** A piece of a checked text; `ui/text-tree.tsx` draws it. */
export interface TextElement {
  name: string
  attributes: Record<string, string | number | boolean>
  children: TextNode[]
}

export interface PortalText {
  slug: string
  title: string
  description: string
  nodes: TextNode[]
  headings: { id: string; level: number; title: string }[]
}

export interface Guide extends PortalText {
  group: 'start' | 'use' | 'live' | 'account' | 'about'
  order: number
}

export interface Term {
  id: string
  name: string
  nodes: TextNode[]
}

interface InBoth {
  en: string
  sv: string
}

export interface TestCustomer {
  id: string
  name: string
  testPersonalNumber: string
  about: InBoth
  state: 'active' | 'blocked'
  accounts: {
    id: string
    iban: string
    currency: string
    name: string
    product: string
    status: string
  }[]
}

export interface Portal {
  /** A page of the portal's own texts, in the language. */
  text(slug: string, language: Language): PortalText | undefined
  guides(language: Language): readonly Guide[]
  terms(language: Language): readonly Term[]
  productText(
    productId: string,
    kind: 'restrictions' | 'security' | 'authorization',
    language: Language,
  ): TextNode[] | undefined
  api(method: string, path: string, call?: ApiCall): Promise<ApiAnswer>
  /** Only while mails are shown locally instead of sent. */
  mailbox?: () => Promise<Mail[]>
  /** `logoSvg` was checked when the pack was loaded: no script, nothing from outside. */
  bank: {
    name: string
    legalName: string
    languages: readonly string[]
    logoSvg: string
    legalEntity: { registrationNumber: string; address: string[]; nationalAuthority: InBoth }
    isFictional?: InBoth | undefined
    testCustomers: readonly TestCustomer[]
  }
  publicUrl: string
  tlsUrl: string
  /** Undefined when the code is unknown. */
  errorPage(code: string, language: Language): PortalText | undefined
  errorCodes(): readonly string[]
  /** Why a request was refused before any page saw it; absent otherwise. */
  refusedStatus?: number | undefined
  /** Joins a failure on a page with the line in the log. */
  incidentId: string
  reportError(error: unknown): void
}

/** The key under which the bridge puts the portal; exported by the server entry, so that both hold the same object. */
export const portalContext = createContext<Portal>()
