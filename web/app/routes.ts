/** The table of pages: each registered once per language, with the ids kept apart by the language. */
import { type RouteConfigEntry, index, route } from '@react-router/dev/routes'
import { type Language, type PageName, languages, patterns } from './paths.ts'

const files: Record<PageName, string> = {
  home: 'pages/home.tsx',
  signUp: 'pages/sign-up.tsx',
  activate: 'pages/activate.tsx',
  signIn: 'pages/sign-in.tsx',
  signedIn: 'pages/signed-in.tsx',
  signOut: 'pages/sign-out.tsx',
  lostPassword: 'pages/lost-password.tsx',
  resetPassword: 'pages/reset-password.tsx',
  account: 'pages/account.tsx',
  deleteAccount: 'pages/delete-account.tsx',
  accountFile: 'pages/account-file.tsx',
  apps: 'pages/apps.tsx',
  createApp: 'pages/create-app.tsx',
  app: 'pages/app.tsx',
  deleteApp: 'pages/delete-app.tsx',
  world: 'pages/world.tsx',
  worldTestData: 'pages/world-test-data.tsx',
  worldTestDataFile: 'pages/world-test-data-file.tsx',
  worldProfile: 'pages/world-profile.tsx',
  certificates: 'pages/certificates.tsx',
  clientSecrets: 'pages/client-secrets.tsx',
  apis: 'pages/apis.tsx',
  product: 'pages/product.tsx',
  reference: 'pages/reference.tsx',
  operation: 'pages/operation.tsx',
  contact: 'pages/contact.tsx',
  mailbox: 'pages/mailbox.tsx',
  guides: 'pages/guides.tsx',
  guide: 'pages/guide.tsx',
  faq: 'pages/faq.tsx',
  glossary: 'pages/glossary.tsx',
  about: 'pages/text-page.tsx',
  security: 'pages/text-page.tsx',
  bankProfile: 'pages/bank-profile.tsx',
  maintenance: 'pages/text-page.tsx',
  statistics: 'pages/text-page.tsx',
  testData: 'pages/test-data.tsx',
  search: 'pages/search.tsx',
  errors: 'pages/errors.tsx',
  errorCode: 'pages/error-code.tsx',
}

function routesIn(language: Language): RouteConfigEntry[] {
  const prefix = language === 'en' ? '' : `${language}/`
  // Object.entries widens the key; `files` is typed by PageName.
  const entries = Object.entries(files) as [PageName, string][]
  const pages = entries.map(([name, file]) => {
    const id = `${language}.${name}`
    const path = (prefix + patterns[name]).replace(/\/$/, '')
    return path === '' ? index(file, { id }) : route(path, file, { id })
  })
  return [...pages, route(`${prefix}*`, 'pages/not-found.tsx', { id: `${language}.notFound` })]
}

export default languages.flatMap(routesIn)
