/** Plays a developer at the portal's real doors: signs up, reads mails, makes apps, looks at their World. */
import { randomBytes } from 'node:crypto'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly links: readonly string[]
}

export interface SignedInDeveloper {
  readonly email: string
  readonly password: string
  /** Bearer of the portal's JSON interface. */
  readonly token: string
}

export interface RegisteredApp {
  readonly id: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
}

export interface TestCustomer {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly accounts: readonly {
    readonly id: string
    readonly iban: string
    readonly currency: string
    readonly name: string
  }[]
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // what a test expects of the body is what it asserts
  readonly body: ReturnType<typeof JSON.parse>
}

export const redirectUri = 'http://127.0.0.1:9/callback'

/** One request with a JSON body; the answer's body is undefined when there is none. */
export async function call(
  url: string,
  options: { method?: string; headers?: Record<string, string>; json?: unknown } = {},
): Promise<Answer> {
  const headers = { ...options.headers }
  if (options.json !== undefined) headers['content-type'] = 'application/json'
  const answer = await fetch(url, {
    method: options.method ?? (options.json === undefined ? 'GET' : 'POST'),
    headers,
    redirect: 'manual',
    ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? undefined : parseWhenJson(text),
  }
}

function parseWhenJson(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The call, which must answer with this status. */
export async function expectCall(
  status: number,
  url: string,
  options: Parameters<typeof call>[1] = {},
): Promise<Answer> {
  const answer = await call(url, options)
  if (answer.status !== status)
    throw new Error(
      `${options.method ?? ''} ${url} answered ${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`,
    )
  return answer
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

export function basic(app: Pick<RegisteredApp, 'clientId' | 'clientSecret'>) {
  const pair = `${app.clientId}:${app.clientSecret}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** Fresh address and password for a developer. */
export function newCredentials(): { email: string; password: string } {
  return {
    email: `dev-${randomBytes(6).toString('hex')}@example.com`,
    password: `correct horse ${randomBytes(6).toString('hex')}`,
  }
}

/** The newest mail to an address, from the mailbox that is shown without a mail server. */
export async function newestMail(base: string, email: string): Promise<Mail> {
  const attemptsMax = 100
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const { body } = await expectCall(200, `${base}/mailbox.json`)
    const mails = (body as Mail[]).filter((mail) => mail.to === email)
    const newest = mails.find((mail) => mail.links.length > 0)
    if (newest) return newest
    await new Promise((done) => setTimeout(done, 50)) // the outbox delivers after the answer
  }
  throw new Error(`no mail to ${email} arrived`)
}

export function linkToken(mail: Mail): string {
  for (const link of mail.links) {
    const token = new URL(link).searchParams.get('token')
    if (token) return token
  }
  throw new Error(`the mail "${mail.subject}" has no link with a token`)
}

/** Signs up, activates with a password by the mailed link and logs in, all by the JSON interface. */
export async function signUp(base: string): Promise<SignedInDeveloper> {
  const credentials = newCredentials()
  const { email, password } = credentials
  await expectCall(202, `${base}/api/v1/accounts`, { json: { email } })
  const token = linkToken(await newestMail(base, email))
  const activated = await call(`${base}/api/v1/activations`, { json: { token, password } })
  if (activated.status >= 300) throw new Error(`activation answered ${activated.status}`)
  return { ...credentials, token: await logIn(base, credentials) }
}

export async function logIn(
  base: string,
  credentials: { email: string; password: string },
): Promise<string> {
  const { email, password } = credentials
  const { body } = await expectCall(201, `${base}/api/v1/sessions`, { json: { email, password } })
  return String(body.token)
}

export async function createApp(
  base: string,
  developer: SignedInDeveloper,
  fields: { name?: string; type?: 'web' | 'native'; redirectUris?: string[] } = {},
): Promise<RegisteredApp> {
  const redirectUris = fields.redirectUris ?? [redirectUri]
  const { body } = await expectCall(201, `${base}/api/v1/apps`, {
    headers: bearer(developer.token),
    json: {
      name: fields.name ?? 'Budget',
      redirectUris,
      ...(fields.type ? { type: fields.type } : {}),
    },
  })
  return {
    id: String(body.id),
    clientId: String(body.clientId),
    clientSecret: String(body.clientSecret),
    redirectUri: redirectUris[0] ?? redirectUri,
  }
}

export async function listCustomers(base: string, app: RegisteredApp): Promise<TestCustomer[]> {
  const answer = await expectCall(200, `${base}/sandbox/world/v1/customers`, {
    headers: basic(app),
  })
  return answer.body.customers
}

/** The first customer that has accounts: every journey may use it. */
export async function firstCustomer(base: string, app: RegisteredApp): Promise<TestCustomer> {
  const [customer] = await listCustomers(base, app)
  if (!customer) throw new Error('the World has no customers')
  return customer
}
