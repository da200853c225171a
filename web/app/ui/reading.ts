/** What the page being drawn knows about its reader: language, addresses and texts, taken from the root's loader or the address. */
import { useLocation, useRouteLoaderData } from 'react-router'
import type { Notice } from '../api/portal-types.ts'
import { type Language, type Paths, languageOf, pathsIn } from '../paths.ts'
import { type Say, sayFor } from '../texts/say.ts'

export interface Site {
  bankName: string
  legalName: string
  /** Said of an invented bank, in the page's language; undefined for a real one. */
  fictional?: string | undefined
  logoSvg: string
  publicUrl: string
  languages: Language[]
  isSignedIn: boolean
  hasMailbox: boolean
  /** Current and upcoming. */
  notices: Notice[]
  /** The bank's, in which notices tell their times. */
  timeZone: string
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
