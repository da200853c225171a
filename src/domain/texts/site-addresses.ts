/** The addresses of the portal's pages, free of language: what texts may link to and what search engines are told. It holds no page. */
import type { PortalTexts } from './portal-texts.ts'

/** What is known of an API product without opening its document's whole reference. */
export interface ProductAddresses {
  readonly id: string
  readonly versions: readonly {
    readonly version: string
    readonly document: { readonly operations: readonly { readonly operationId: string }[] }
  }[]
}

/** Pages that are there for everyone, whatever the texts are. */
export const openPages: readonly string[] = [
  '/',
  '/apis',
  '/guides',
  '/faq',
  '/glossary',
  '/about',
  '/security',
  '/maintenance',
  '/statistics',
  '/test-data',
  '/bank-profile',
  '/contact',
  '/errors',
]

/** Pages that are about one reader, or of no use to a stranger. */
export const ownPages: readonly string[] = [
  '/search',
  '/sign-up',
  '/sign-in',
  '/lost-password',
  '/account',
  '/account/delete',
  '/apps',
  '/apps/new',
  '/mailbox',
]

export function productAddressesOf(products: readonly ProductAddresses[]): string[] {
  return products.flatMap(({ id, versions }) => [
    `/apis/${id}`,
    ...versions.flatMap(({ version, document }) => [
      `/apis/${id}/${version}`,
      ...document.operations.map((one) => `/apis/${id}/${version}/${one.operationId}`),
    ]),
  ])
}

/** Every public page, each once. */
export function publicAddressesOf(
  texts: PortalTexts,
  products: readonly ProductAddresses[],
): readonly string[] {
  return [
    ...openPages,
    ...texts.guides('en').map(({ slug }) => `/guides/${slug}`),
    ...productAddressesOf(products),
    ...texts.errorCodes().map((code) => `/errors/${code}`),
  ]
}
