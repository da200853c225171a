/** The certificates of an app, each with its end; those in force with the way to revoke them. */
import type { Certificate } from '../api/portal-types.ts'
import { useReading } from '../ui/reading.ts'

export function CertificateTable({
  certificates,
  address,
}: {
  certificates: Certificate[]
  address: string
}) {
  const { say } = useReading()
  if (certificates.length === 0) return <p className="muted">{say('certificates.none')}</p>
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={say('certificates.list')}>
      <table className="certificates">
        <thead>
          <tr>
            <th scope="col">{say('certificates.serial')}</th>
            <th scope="col">{say('certificates.roles')}</th>
            <th scope="col">{say('certificates.issuedAt')}</th>
            <th scope="col">{say('certificates.until')}</th>
            <th scope="col">
              <span className="unseen">{say('certificates.revoke')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {certificates.map((certificate) => (
            <Row key={certificate.id} certificate={certificate} address={address} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ certificate, address }: { certificate: Certificate; address: string }) {
  const { say } = useReading()
  const { id, serial, thumbprint, roles, createdAt, notAfter, revokedAt } = certificate
  return (
    <tr id={id}>
      <th scope="row">
        <code>{serial}</code>
        <span className="fact muted">
          {say('certificates.fingerprint')} <code>{thumbprint}</code>
        </span>
      </th>
      <td>{roles.join(', ')}</td>
      <td>
        <Day at={createdAt} />
      </td>
      <td>
        {revokedAt === null ? (
          <Day at={notAfter} />
        ) : (
          <span className="tag bad">
            {say('certificates.revoked')} <Day at={revokedAt} />
          </span>
        )}
      </td>
      <td>
        {revokedAt === null ? (
          <form method="post" action={address}>
            <input type="hidden" name="revoke" value={id} />
            <button type="submit" className="btn quiet">
              {say('certificates.revoke')} <span className="unseen">{serial}</span>
            </button>
          </form>
        ) : null}
      </td>
    </tr>
  )
}

/** A day where the bank is. */
function Day({ at }: { at: string }) {
  const { language, site } = useReading()
  const written = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'medium',
    timeZone: site?.timeZone ?? 'UTC',
  }).format(Date.parse(at))
  return <time dateTime={at}>{written}</time>
}
