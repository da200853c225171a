/** Every address of the portal's pages, in both languages. No other file writes one by hand. */

export type Language = 'en' | 'sv'

export const languages: readonly Language[] = ['en', 'sv']

/** Route patterns by page, without language prefix; `routes.ts` registers each once per language. */
export const patterns = {
  home: '',
  signUp: 'sign-up',
  activate: 'activate',
  signIn: 'sign-in',
  signedIn: 'signed-in',
  signOut: 'sign-out',
  lostPassword: 'lost-password',
  resetPassword: 'reset-password',
  account: 'account',
  deleteAccount: 'account/delete',
  apps: 'apps',
  createApp: 'apps/new',
  app: 'apps/:id',
  deleteApp: 'apps/:id/delete',
  mailbox: 'mailbox',
  errors: 'errors',
  errorCode: 'errors/:code',
} as const

export type PageName = keyof typeof patterns

function prefixed(language: Language, rest: string): string {
  if (language === 'en') return `/${rest}`
  return rest === '' ? '/sv' : `/sv/${rest}`
}

/** The pages without a parameter, in one language. */
export type PlainPage = Exclude<PageName, 'app' | 'deleteApp' | 'errorCode'>

export interface Paths {
  to(page: PlainPage): string
  app(id: string): string
  deleteApp(id: string): string
  errorCode(code: string): string
  signInThen(next: string): string
  signedInThen(next: string): string
}

export function pathsIn(language: Language): Paths {
  const to = (page: PlainPage): string => prefixed(language, patterns[page])
  return {
    to,
    app: (id) => prefixed(language, `apps/${encodeURIComponent(id)}`),
    deleteApp: (id) => prefixed(language, `apps/${encodeURIComponent(id)}/delete`),
    errorCode: (code) => prefixed(language, `errors/${encodeURIComponent(code)}`),
    signInThen: (next) => `${to('signIn')}?next=${encodeURIComponent(next)}`,
    signedInThen: (next) => `${to('signedIn')}?next=${encodeURIComponent(next)}`,
  }
}

/** The language an address is written in. */
export function languageOf(pathname: string): Language {
  return pathname === '/sv' || pathname.startsWith('/sv/') ? 'sv' : 'en'
}

/** The same page in another language; keeps the query when given one. */
export function inLanguage(pathname: string, language: Language): string {
  const plain = languageOf(pathname) === 'sv' ? pathname.slice('/sv'.length) || '/' : pathname
  return prefixed(language, plain.replace(/^\/+/, ''))
}

/** A place to go on to after signing in: only an address of this site, never another host. */
export function localPath(wanted: string | null | undefined, fallback: string): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || /[\\\p{Cc}]/u.test(wanted)) return fallback
  return wanted
}
