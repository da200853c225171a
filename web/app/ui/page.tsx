/** The frame of one page's content: its title, description and addresses in other languages for the head, and the main heading. */
import type { ReactNode } from 'react'
import { inLanguage, isPublic } from '../paths.ts'
import { useReading } from './reading.ts'

interface HeadProps {
  title: string
  description?: string | undefined
}

/** React moves these to the document's head. */
export function PageHead({ title, description }: HeadProps) {
  const { pathname, site } = useReading()
  return (
    <>
      <title>{site ? `${title} · ${site.bankName}` : title}</title>
      {description === undefined ? null : <meta name="description" content={description} />}
      {isPublic(pathname) ? <Addresses /> : <meta name="robots" content="noindex" />}
    </>
  )
}

/** Where the page is, and where it is in other languages, for search engines. */
function Addresses() {
  const { pathname, site } = useReading()
  if (!site) return null
  const { publicUrl, languages } = site
  return (
    <>
      <link rel="canonical" href={publicUrl + pathname} />
      {languages.map((language) => (
        <link
          key={language}
          rel="alternate"
          hrefLang={language}
          href={publicUrl + inLanguage(pathname, language)}
        />
      ))}
      <link rel="alternate" hrefLang="x-default" href={publicUrl + inLanguage(pathname, 'en')} />
    </>
  )
}

interface PageProps extends HeadProps {
  lead?: string | undefined
  /** A link or button beside the heading. */
  beside?: ReactNode
  children?: ReactNode
}

export function Page({ title, description, lead, beside, children }: PageProps) {
  return (
    <div className="wrap page">
      <PageHead title={title} description={description ?? lead} />
      <div className="title">
        <h1>{title}</h1>
        {beside}
      </div>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children}
    </div>
  )
}
