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
  accountFile: 'account/my-data.json',
  apps: 'apps',
  createApp: 'apps/new',
  app: 'apps/:id',
  deleteApp: 'apps/:id/delete',
  world: 'apps/:id/world',
  worldTestData: 'apps/:id/world/test-data',
  worldTestDataFile: 'apps/:id/world/test-data/:file',
  worldProfile: 'apps/:id/world/profile',
  certificates: 'apps/:id/certificates',
  clientSecrets: 'apps/:id/secrets',
  apis: 'apis',
  product: 'apis/:product',
  reference: 'apis/:product/:version',
  operation: 'apis/:product/:version/:operation',
  contact: 'contact',
  mailbox: 'mailbox',
  guides: 'guides',
  guide: 'guides/:slug',
  faq: 'faq',
  glossary: 'glossary',
  about: 'about',
  security: 'security',
  bankProfile: 'bank-profile',
  maintenance: 'maintenance',
  statistics: 'statistics',
  testData: 'test-data',
  search: 'search',
  errors: 'errors',
  errorCode: 'errors/:code',
} as const

export type PageName = keyof typeof patterns

/** Pages that do not look at the query of their address. */
export const queryless: readonly PageName[] = [
  'home',
  'product',
  'reference',
  'operation',
  'guides',
  'guide',
  'faq',
  'glossary',
  'about',
  'security',
  'bankProfile',
  'maintenance',
  'statistics',
  'testData',
  'errors',
  'errorCode',
]

function prefixed(language: Language, rest: string): string {
  if (language === 'en') return `/${rest}`
  return rest === '' ? '/sv' : `/sv/${rest}`
}

/** Parts of an address, each safe whatever it holds. */
const joined = (...parts: string[]): string => parts.map(encodeURIComponent).join('/')

/** The pages without a parameter, in one language. */
export type PlainPage = Exclude<
  PageName,
  | 'app'
  | 'deleteApp'
  | 'guide'
  | 'world'
  | 'worldTestData'
  | 'worldTestDataFile'
  | 'worldProfile'
  | 'certificates'
  | 'clientSecrets'
  | 'errorCode'
  | 'product'
  | 'reference'
  | 'operation'
>

export interface Paths {
  to(page: PlainPage): string
  app(id: string): string
  deleteApp(id: string): string
  world(appId: string): string
  worldTestData(appId: string): string
  worldTestDataFile(appId: string, file: string): string
  worldProfile(appId: string): string
  certificates(appId: string): string
  clientSecrets(appId: string): string
  errorCode(code: string): string
  guide(slug: string): string
  product(id: string): string
  reference(id: string, version: string): string
  operation(id: string, version: string, operationId: string): string
  signInThen(next: string): string
  signedInThen(next: string): string
}

export function pathsIn(language: Language): Paths {
  const to = (page: PlainPage): string => prefixed(language, patterns[page])
  return {
    to,
    app: (id) => prefixed(language, `apps/${encodeURIComponent(id)}`),
    deleteApp: (id) => prefixed(language, `apps/${encodeURIComponent(id)}/delete`),
    world: (appId) => prefixed(language, joined('apps', appId, 'world')),
    worldTestData: (appId) => prefixed(language, joined('apps', appId, 'world', 'test-data')),
    worldTestDataFile: (appId, file) =>
      prefixed(language, joined('apps', appId, 'world', 'test-data', file)),
    worldProfile: (appId) => prefixed(language, joined('apps', appId, 'world', 'profile')),
    certificates: (appId) => prefixed(language, joined('apps', appId, 'certificates')),
    clientSecrets: (appId) => prefixed(language, joined('apps', appId, 'secrets')),
    errorCode: (code) => prefixed(language, `errors/${encodeURIComponent(code)}`),
    product: (id) => prefixed(language, joined('apis', id)),
    reference: (id, version) => prefixed(language, joined('apis', id, version)),
    operation: (id, version, operationId) =>
      prefixed(language, joined('apis', id, version, operationId)),
    guide: (slug) => prefixed(language, `guides/${encodeURIComponent(slug)}`),
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

/** The pages that are about one reader, or of no use to who finds them by a search engine. */
const ownPages =
  /^\/(?:apps|account|mailbox|search|activate|sign-in|signed-in|sign-out|lost-password|reset-password)(?:\/|$)/

export function isPublic(pathname: string): boolean {
  return !ownPages.test(inLanguage(pathname, 'en'))
}

/** A place to go on to after signing in: only an address of this site, never another host. */
export function localPath(wanted: string | null | undefined, fallback: string): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || /[\\\p{Cc}]/u.test(wanted)) return fallback
  return wanted
}
