/** Pages that are one text: about the bank, security, maintenance, statistics. Two of them carry facts beside it. */
import { useLoaderData } from 'react-router'
import { inLanguage } from '../paths.ts'
import { type Asked, visitOf } from '../session/visit.ts'
import { Contents } from '../ui/contents.tsx'
import { Notices } from '../ui/notices.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { TextTree } from '../ui/text-tree.tsx'

export function loader(asked: Asked) {
  const { portal, language, url } = visitOf(asked)
  const slug = inLanguage(url.pathname, 'en').slice(1)
  const text = portal.text(slug, language)
  if (text === undefined) throw new Response(null, { status: 404 })
  const { legalEntity, legalName, isFictional } = portal.bank
  const bank = {
    legalName,
    registrationNumber: legalEntity.registrationNumber,
    address: [...legalEntity.address],
    authority: legalEntity.nationalAuthority[language],
    isFictional: isFictional?.[language],
  }
  return { text, ...(slug === 'about' ? { bank } : {}), hasNotices: slug === 'maintenance' }
}

export default function TextPage() {
  const { text, bank, hasNotices } = useLoaderData<typeof loader>()
  return (
    <Page title={text.title} lead={text.description}>
      {hasNotices ? <Notices /> : null}
      <div className="reading">
        <Contents text={text} />
        <div className="text">
          <TextTree nodes={text.nodes} />
        </div>
      </div>
      {bank === undefined ? null : <Bank {...bank} />}
    </Page>
  )
}

interface BankFacts {
  legalName: string
  registrationNumber: string
  address: string[]
  authority: string
  isFictional?: string | undefined
}

function Bank({ legalName, registrationNumber, address, authority, isFictional }: BankFacts) {
  const { say } = useReading()
  return (
    <section aria-labelledby="company">
      <h2 id="company">{say('about.company')}</h2>
      {isFictional === undefined ? null : (
        <div className="note">
          <p>{isFictional}</p>
        </div>
      )}
      <dl>
        <dt>{say('about.legalName')}</dt>
        <dd>{legalName}</dd>
        <dt>{say('about.registrationNumber')}</dt>
        <dd>{registrationNumber}</dd>
        <dt>{say('about.address')}</dt>
        <dd>{address.join(', ')}</dd>
        <dt>{say('about.authority')}</dt>
        <dd>{authority}</dd>
      </dl>
    </section>
  )
}
