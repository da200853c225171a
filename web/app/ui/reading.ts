/** What the page being drawn knows about its reader: language, addresses and texts, taken from the root's loader or the address. */
import { useLocation, useRouteLoaderData } from 'react-router'
import { type Language, type Paths, languageOf, pathsIn } from '../paths.ts'
import { type Say, sayFor } from '../texts/say.ts'

export interface Site {
  bankName: string
  legalName: string
  logoSvg: string
  publicUrl: string
  languages: Language[]
  isSignedIn: boolean
  hasMailbox: boolean
  incidentId: string
}

export interface Reading {
  language: Language
  paths: Paths
  say: Say
  pathname: string
  search: string
  /** Missing only when even the root could not be prepared. */
  site: Site | undefined
}

export function useReading(): Reading {
  const { pathname, search } = useLocation()
  const site = useRouteLoaderData<Site>('root')
  const language = languageOf(pathname)
  return { language, pathname, search, site, paths: pathsIn(language), say: sayFor(language) }
}
