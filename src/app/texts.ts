/** Reads the portal's texts in the words of the pack and makes them searchable. It holds no rule. */
import { join } from 'node:path'
import { loadPortalTexts } from '#src/adapters/portal-texts/load-portal-texts.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import { createSearch } from '#src/domain/search/search.ts'
import type { Search } from '#src/domain/search/search.ts'
import { publicAddressesOf } from '#src/domain/texts/site-addresses.ts'
import type { PortalTexts } from '#src/domain/texts/portal-texts.ts'

/** The texts that the web app has pages for. */
const requiredTexts = [
  'about',
  'contact',
  'faq',
  'glossary',
  'guides',
  'maintenance',
  'security',
  'statistics',
  'test-data',
]

export interface Texts {
  readonly texts: PortalTexts
  readonly search: Search
  /** Addresses of all public pages, free of language. */
  readonly pages: readonly string[]
}

interface TextGround {
  readonly packageRoot: string
  readonly bankFolder: string
  readonly pack: BankPack
  readonly publicUrl: string
}

export async function openTexts(ground: TextGround): Promise<Texts> {
  const { packageRoot, bankFolder, pack, publicUrl } = ground
  const products = pack.products
  const variablesIn = (language: 'en' | 'sv') => ({
    bank: pack.name,
    legalName: pack.legalEntity.name,
    authority: pack.legalEntity.nationalAuthority[language],
    publicUrl,
  })
  const texts = await loadPortalTexts({
    folders: {
      portal: join(packageRoot, 'content', 'portal'),
      errors: join(packageRoot, 'content', 'errors'),
      bank: join(bankFolder, 'content'),
      products: join(bankFolder, 'products'),
    },
    variables: { en: variablesIn('en'), sv: variablesIn('sv') },
    products,
    required: requiredTexts,
  })
  const pages = publicAddressesOf(texts, products)
  return { texts, pages, search: createSearch({ texts, products }) }
}
