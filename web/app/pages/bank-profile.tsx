/** The bank's profile for everyone: its choices under the framework, and where the interface differs from the standard. */
import { useLoaderData } from 'react-router'
import type { BankProfile } from '../api/portal-types.ts'
import { toGroups } from '../profile/profile-fields.ts'
import { ProfileTable } from '../profile/profile-table.tsx'
import { type Asked, valueOrLeave, visitOf } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export async function loader(asked: Asked) {
  const visit = visitOf(asked)
  const found = valueOrLeave(await visit.client.readBankProfile(), visit, asked.request)
  const { profile, schema, deviations } = found
  return { profile, groups: toGroups(schema), deviations }
}

export default function BankProfilePage() {
  const { say, site } = useReading()
  const { profile, groups, deviations } = useLoaderData<typeof loader>()
  const lead = say('profile.lead', { bank: site?.bankName ?? '' })
  return (
    <Page title={say('profile.title')} lead={lead}>
      <p>{say('profile.own')}</p>
      <p>
        <a href="#deviations">{say('profile.deviations')}</a>
      </p>
      <ProfileTable groups={groups} profile={profile} />
      <Deviations deviations={deviations} />
    </Page>
  )
}

function Deviations({ deviations }: { deviations: BankProfile['deviations'] }) {
  const { say, language } = useReading()
  return (
    <section id="deviations">
      <h2>{say('profile.deviations')}</h2>
      <p className="muted">{say('profile.deviations.text')}</p>
      <table className="profile deviations">
        <caption className="unseen">{say('profile.deviations')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('profile.place')}</th>
            <th scope="col">{say('profile.ours')}</th>
          </tr>
        </thead>
        <tbody>
          {deviations.map(({ place, ours, source }) => (
            <tr key={place.en}>
              <th scope="row">{place[language]}</th>
              <td>
                {ours[language]}
                <span className="fact muted">{source}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
