/** The top and the foot of every page: where am I, where can I go, in which language. */
import { inLanguage } from '../paths.ts'
import { SearchField } from './search-field.tsx'
import { useReading } from './reading.ts'

const languageNames = { en: 'English', sv: 'Svenska' }

export function Top() {
  const { say, paths, site, pathname } = useReading()
  const current = (path: string): 'page' | 'true' | undefined => {
    if (pathname === path) return 'page'
    return pathname.startsWith(`${path}/`) ? 'true' : undefined
  }
  const link = (path: string, text: string) => (
    <a href={path} aria-current={current(path)}>
      {text}
    </a>
  )
  return (
    <header className="bar">
      <div className="wrap">
        <a className="brand" href={paths.to('home')}>
          <Logo />
          {site?.bankName} <span className="muted">{say('nav.developer')}</span>
        </a>
        <nav aria-label={say('nav.label')}>
          {link(paths.to('apis'), say('nav.apis'))}
          {link(paths.to('guides'), say('nav.guides'))}
          {link(paths.to('testData'), say('nav.testData'))}
          {link(paths.to('statistics'), say('nav.statistics'))}
          {site?.isSignedIn ? link(paths.to('apps'), say('nav.apps')) : null}
        </nav>
        <div className="end small">
          {pathname === paths.to('search') ? null : <SearchField id="find-top" isSmall />}
          <LanguageSwitch />
          {site?.isSignedIn ? link(paths.to('account'), say('nav.account')) : null}
          {site?.isSignedIn ? <SignOut /> : link(paths.to('signIn'), say('nav.signIn'))}
        </div>
      </div>
    </header>
  )
}

/** Drawn in the page, so that it takes the ink and accent of the theme; the pack's loader refuses a logo that is not safe here. */
function Logo() {
  const html = useReading().site?.logoSvg ?? ''
  return <span className="logo" aria-hidden="true" dangerouslySetInnerHTML={{ __html: html }} />
}

function SignOut() {
  const { say, paths } = useReading()
  return (
    <form method="post" action={paths.to('signOut')}>
      <button type="submit" className="link-button">
        {say('nav.signOut')}
      </button>
    </form>
  )
}

/** A plain link to the same page; the query comes along, so that the link of a mail survives the switch. */
function LanguageSwitch() {
  const { language, pathname, search, site } = useReading()
  const others = (site?.languages ?? []).filter((other) => other !== language)
  return others.map((other) => (
    <a
      key={other}
      className="plain"
      lang={other}
      hrefLang={other}
      href={inLanguage(pathname, other) + search}
    >
      {languageNames[other]}
    </a>
  ))
}

export function Foot() {
  const { say, site, paths } = useReading()
  return (
    <footer className="foot">
      <div className="wrap">
        <nav aria-label={say('foot.label')}>
          <ul className="foot-links">
            {footPages.map((page) => (
              <li key={page}>
                <a href={paths.to(page)}>{say(`foot.${page}`)}</a>
              </li>
            ))}
            {site?.hasMailbox ? (
              <li>
                <a href={paths.to('mailbox')}>{say('nav.mailbox')}</a>
              </li>
            ) : null}
          </ul>
        </nav>
        {site?.fictional === undefined ? null : <p className="foot-note">{site.fictional}</p>}
        <p className="foot-note">
          {say('foot.access')} <LanguageSwitch />
        </p>
      </div>
    </footer>
  )
}

const footPages = [
  'contact',
  'faq',
  'glossary',
  'errors',
  'bankProfile',
  'maintenance',
  'security',
  'about',
] as const
