/** A new certificate with its issuer and, this once, its private key; and a first call with them. Files are saved without script. */
import type { IssuedCertificate } from '../api/portal-types.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

interface ShownProps {
  issued: IssuedCertificate
  address: string
  publicUrl: string
  tlsUrl: string
}

export function ShownCertificate({ issued, address, publicUrl, tlsUrl }: ShownProps) {
  const { say } = useReading()
  const { privateKey } = issued
  const hasKey = privateKey !== undefined
  return (
    <Page title={say('certificates.readyTitle')}>
      <p className="note" role="status">
        {say(hasKey ? 'certificates.once' : 'certificates.ownKey')}
      </p>
      {hasKey ? (
        <PemFile title={say('certificates.privateKey')} file="key.pem" text={privateKey} />
      ) : null}
      <PemFile
        title={say('certificates.certificate')}
        file="certificate.pem"
        text={issued.certificate}
      />
      <PemFile title={say('certificates.chain')} file="issuer.pem" text={issued.chain}>
        {say('certificates.chainText')}
      </PemFile>
      <p>
        <a className="btn" href={address}>
          {say(hasKey ? 'certificates.back' : 'certificates.backPlain')}
        </a>
      </p>
      <section>
        <h2>{say('certificates.call')}</h2>
        <p className="muted">{say('certificates.callText')}</p>
        <FirstTlsCall publicUrl={publicUrl} tlsUrl={tlsUrl} />
      </section>
    </Page>
  )
}

interface PemFileProps {
  title: string
  file: string
  text: string
  children?: string
}

function PemFile({ title, file, text, children }: PemFileProps) {
  const { say } = useReading()
  return (
    <section id={file.replace('.', '-')}>
      <div className="title">
        <h2>{title}</h2>
        <a download={file} href={`data:application/x-pem-file,${encodeURIComponent(text)}`}>
          {say('certificates.download', { file })}
        </a>
      </div>
      {children === undefined ? null : <p className="muted">{children}</p>}
      <pre className="pem" tabIndex={0} role="region" aria-label={title}>
        <code>{text}</code>
      </pre>
    </section>
  )
}

/** What to type once the files are there. */
export function FirstTlsCall({ publicUrl, tlsUrl }: { publicUrl: string; tlsUrl: string }) {
  const { say } = useReading()
  return (
    <pre tabIndex={0} role="region" aria-label={say('certificates.call')}>
      <code>{`# Whom to trust on the TLS address
curl -so ca.pem ${publicUrl}/ca.pem

curl --cert certificate.pem --key key.pem --cacert ca.pem \\
    ${tlsUrl}/sandbox/psd2/v1/consents \\
    -H "X-Request-ID: $(uuidgen)" -H 'PSU-IP-Address: 192.0.2.1' \\
    -H 'TPP-Redirect-URI: https://tpp.example/ok' -H 'Content-Type: application/json' \\
    -d '{"access": {"allPsd2": "allAccounts"}, "recurringIndicator": true,
         "validUntil": "9999-12-31", "frequencyPerDay": 4, "combinedServiceIndicator": false}'`}</code>
    </pre>
  )
}
