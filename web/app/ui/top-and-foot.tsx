/** The top and the foot of every page: where am I, where can I go, in which language. */
import { inLanguage } from '../paths.ts'
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
          {site?.isSignedIn ? link(paths.to('apps'), say('nav.apps')) : null}
          {site?.isSignedIn ? link(paths.to('account'), say('nav.account')) : null}
          {link(paths.to('errors'), say('nav.errors'))}
          {site?.hasMailbox ? link(paths.to('mailbox'), say('nav.mailbox')) : null}
        </nav>
        <div className="end small">
          <LanguageSwitch />
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
  const { say, site } = useReading()
  return (
    <footer className="foot">
      <div className="wrap">
        {site ? <span>{say('foot.fictional', { legalName: site.legalName })}</span> : null}
        <span>{say('foot.access')}</span>
        <LanguageSwitch />
      </div>
    </footer>
  )
}
