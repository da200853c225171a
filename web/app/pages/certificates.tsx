/** An app's test certificates: what was issued, a new one, revoking. A new one is the direct answer to the form, shown once and never part of an address. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { CertificateList, IssuedCertificate, TppRole } from '../api/portal-types.ts'
import { CertificateTable } from '../sandbox/certificate-table.tsx'
import { NoSandbox } from '../sandbox/no-sandbox.tsx'
import { FirstTlsCall, ShownCertificate } from '../sandbox/shown-certificate.tsx'
import { type Asked, leaveWhenSignedOut, signedInVisitOf, valueOrLeave } from '../session/visit.ts'
import { type FormError, refusalErrors, textOf } from '../ui/form-errors.ts'
import { Field, PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

interface AskedForCertificates extends Asked {
  params: { id?: string }
}

const roles: readonly TppRole[] = ['AISP', 'PISP', 'PIISP']

type Loaded = {
  app: { id: string; name: string }
  list: CertificateList | undefined
  isRevoked: boolean
  publicUrl: string
  tlsUrl: string
}
type Made =
  | { outcome: 'issued'; issued: IssuedCertificate }
  | { outcome: 'refused'; chosen: TppRole[]; csr: string; errors: FormError[] }

export async function loader(asked: AskedForCertificates) {
  const visit = signedInVisitOf(asked)
  const appId = asked.params.id ?? ''
  const { id, name } = valueOrLeave(await visit.client.readApp(appId), visit, asked.request)
  const answer = await visit.client.listCertificates(appId)
  const { publicUrl, tlsUrl } = visit.portal
  const isRevoked = visit.url.searchParams.has('revoked')
  const facts = { app: { id, name }, isRevoked, publicUrl, tlsUrl }
  if (answer.outcome === 'refused' && answer.problem.code === 'sandbox-not-here')
    return data<Loaded>({ ...facts, list: undefined }, { status: 404 })
  return data<Loaded>({ ...facts, list: valueOrLeave(answer, visit, asked.request) })
}

export async function action(asked: AskedForCertificates) {
  const visit = signedInVisitOf(asked)
  const appId = asked.params.id ?? ''
  const form = await asked.request.formData()
  const ended = textOf(form, 'revoke')
  if (ended !== '') {
    valueOrLeave(await visit.client.revokeCertificate(appId, ended), visit, asked.request)
    return redirect(`${visit.paths.certificates(appId)}?revoked`, 303)
  }
  const chosen = roles.filter((role) => form.getAll('roles').includes(role))
  const csr = textOf(form, 'csr').trim()
  const refuse = (errors: FormError[], status: number) =>
    data<Made>({ outcome: 'refused', chosen, csr, errors }, { status })
  if (chosen.length === 0)
    return refuse([{ field: 'roles', text: visit.say('certificates.rolesMissing') }], 400)
  const wanted = { roles: chosen, ...(csr === '' ? {} : { csr }) }
  const answer = await visit.client.issueCertificate(appId, wanted)
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'ok')
    return data<Made>({ outcome: 'issued', issued: answer.value }, { status: 201 })
  if (answer.status === 404) throw new Response(null, { status: 404 })
  return refuse(refusalErrors(answer, visit.say, ['roles', 'csr']), answer.status)
}

export default function Certificates() {
  const { say, paths } = useReading()
  const { app, list, isRevoked, publicUrl, tlsUrl } = useLoaderData<typeof loader>()
  const made = useActionData<typeof action>()
  const address = paths.certificates(app.id)
  if (list === undefined) return <NoSandbox app={app} />
  if (made?.outcome === 'issued')
    return <ShownCertificate {...{ issued: made.issued, address, publicUrl, tlsUrl }} />
  return (
    <Page title={say('certificates.title', { name: app.name })} lead={say('certificates.lead')}>
      {isRevoked && made === undefined ? (
        <p className="note" role="status">
          {say('certificates.done')}
        </p>
      ) : null}
      <p>
        <a href={paths.app(app.id)}>{say('certificates.toApp', { name: app.name })}</a>
      </p>
      <Facts identifier={list.organisationIdentifier} />
      <section>
        <h2>{say('certificates.list')}</h2>
        <CertificateTable certificates={list.certificates} address={address} />
      </section>
      <section>
        <h2>{say('certificates.issue')}</h2>
        <IssueForm made={made} address={address} />
      </section>
      <section>
        <h2>{say('certificates.call')}</h2>
        <p className="muted">{say('certificates.callText')}</p>
        <FirstTlsCall publicUrl={publicUrl} tlsUrl={tlsUrl} />
      </section>
    </Page>
  )
}

function Facts({ identifier }: { identifier: string }) {
  const { say } = useReading()
  const { publicUrl, tlsUrl } = useLoaderData<typeof loader>()
  return (
    <dl>
      <dt>{say('certificates.identifier')}</dt>
      <dd>
        <code>{identifier}</code>
        <p className="small muted">{say('certificates.identifierText')}</p>
      </dd>
      <dt>{say('certificates.address')}</dt>
      <dd>
        <code>{tlsUrl}/sandbox/psd2</code>
      </dd>
      <dt>{say('certificates.authority')}</dt>
      <dd>
        <a href="/ca.pem">
          <code>{publicUrl}/ca.pem</code>
        </a>
        <p className="small muted">{say('certificates.authorityText')}</p>
      </dd>
    </dl>
  )
}

type Refused = Extract<Made, { outcome: 'refused' }>

function IssueForm({ made, address }: { made: Refused | undefined; address: string }) {
  const { say } = useReading()
  const errors = made?.errors
  const isWrong = errors?.some(({ field }) => field === 'roles') === true
  return (
    <PostForm errors={errors} submit={say('certificates.submit')} isWide action={address}>
      <fieldset id="roles" aria-describedby={isWrong ? 'roles-hint roles-wrong' : 'roles-hint'}>
        <legend>{say('certificates.roles')}</legend>
        <p className="hint" id="roles-hint">
          {say('certificates.rolesHint')}
        </p>
        {isWrong ? (
          <p className="wrong" id="roles-wrong">
            {say('certificates.rolesMissing')}
          </p>
        ) : null}
        {roles.map((role) => (
          <div className="choice" key={role}>
            <input
              type="checkbox"
              name="roles"
              value={role}
              id={`role-${role}`}
              defaultChecked={made === undefined ? role === 'AISP' : made.chosen.includes(role)}
            />
            <label htmlFor={`role-${role}`}>
              {role} <span className="muted">· {say(`certificates.role.${role}`)}</span>
            </label>
          </div>
        ))}
      </fieldset>
      <Field
        name="csr"
        lines={5}
        isOptional
        label={say('certificates.csr')}
        hint={say('certificates.csrHint')}
        value={made?.csr}
        errors={errors}
      />
    </PostForm>
  )
}
