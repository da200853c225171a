/** Plays the TPP of the benchmark: its app, token and certificate, and consents made and authorised over mutual TLS. It measures only what a consent takes. */
import { randomUUID } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { connect } from '../test/consent-flow.ts'
import { basic, bearer, createApp, expectCall, firstCustomer, signUp } from '../test/developer.ts'
import { callTls, consentEmbedded, issueCertificate, toIdentity } from '../test/tpp-certificate.ts'
import type { AskTls } from '../test/tpp-certificate.ts'
import { clientToken } from '../test/world.ts'

type Headers = Readonly<Record<string, string>>

export interface Caller {
  /** A token that a customer gave, and one of the app's own, which needs a consent beside it. */
  readonly customerToken: Headers
  readonly clientToken: Headers
  /** A client certificate on the connection, and the authority of the server. */
  readonly secure: SecureContext
  /** Paths of the reads, the report of a hundred transactions among them. */
  readonly reads: Readonly<Record<string, string>>
  /** Each replaces the one before; the last one stays. */
  makeConsents(count: number): Promise<{ readonly id: string; readonly times: number[] }>
}

/** Bounded by the profile's own limit. */
export const readsMax = 1_000

/** Signs up, makes an app with every way to call, and gives its World a generous limit on reads. */
export async function createCaller(url: string, tlsUrl: string): Promise<Caller> {
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  await expectCall(200, `${url}/sandbox/world/v1/profile`, {
    method: 'PATCH',
    headers: basic(app),
    json: { consents: { frequencyPerDay: readsMax } },
  })
  const identity = toIdentity(await issueCertificate(url, { developer, app }))
  const ca = await (await fetch(`${url}/ca.pem`)).text()
  const ask: AskTls = (own, path, asked) =>
    callTls(`${tlsUrl}${path.startsWith('/sandbox') ? '' : '/sandbox/psd2'}${path}`, {
      ...asked,
      ...(asked?.json === undefined ? {} : { json: ofManyReads(asked.json) }),
      ca,
      ...(own ? { identity: own } : {}),
      headers: { 'x-request-id': randomUUID(), 'psu-ip-address': '192.0.2.1', ...asked?.headers },
    })
  const customer = await firstCustomer(url, app)
  const makeConsents = async (count: number) => {
    const times: number[] = []
    let id = ''
    for (let turn = 0; turn < count; turn += 1) {
      const startedAt = performance.now()
      id = await consentEmbedded(ask, identity, customer.id)
      await ask(identity, `/v1/consents/${id}`)
      times.push(performance.now() - startedAt)
    }
    return { id, times }
  }
  const { accessToken } = await connect(url, app)
  const report = await findReport({ url, token: accessToken })
  return {
    customerToken: bearer(accessToken),
    clientToken: bearer(await clientToken(url, app)),
    secure: createSecureContext({ ca, cert: identity.certificate, key: identity.key }),
    reads: {
      accounts: '/accounts',
      balances: report.replace(/transactions.*/u, 'balances'),
      '100 transactions': report,
    },
    makeConsents,
  }
}

const ofManyReads = (json: unknown) =>
  typeof json === 'object' && json !== null && 'frequencyPerDay' in json
    ? { ...json, frequencyPerDay: readsMax }
    : json

/** Path of a report that holds exactly a hundred booked transactions: whole days of them. */
async function findReport({ url, token }: { url: string; token: string }): Promise<string> {
  const headers = () => ({
    ...bearer(token),
    'x-request-id': randomUUID(),
    'psu-ip-address': '192.0.2.1',
  })
  const base = `${url}/sandbox/psd2/v1/accounts`
  const { body } = await expectCall(200, base, { headers: headers() })
  for (const { resourceId } of body.accounts) {
    const asked = `${base}/${resourceId}/transactions?bookingStatus=booked`
    const report = await expectCall(200, asked, { headers: headers() })
    const booked: { bookingDate: string }[] = report.body.transactions.booked
    for (let first = 0; first + transactionsWanted < booked.length; first += 1) {
      const days = booked.slice(first, first + transactionsWanted).map((one) => one.bookingDate)
      const [dateTo = ''] = days
      const dateFrom = days.at(-1) ?? ''
      const isWhole =
        booked[first - 1]?.bookingDate !== dateTo &&
        booked[first + transactionsWanted]?.bookingDate !== dateFrom
      if (isWhole)
        return `/accounts/${resourceId}/transactions?bookingStatus=booked&dateFrom=${dateFrom}&dateTo=${dateTo}`
    }
  }
  throw new Error(`no account has ${transactionsWanted} transactions`)
}

const transactionsWanted = 100
