/** The page with a new app's credentials and the ready-made first journey, by API and by hand. */
import { Page } from './page.tsx'
import { useReading } from './reading.ts'

export interface Shown {
  id: string
  name: string
  clientId: string
  clientSecret: string
  redirectUri: string
  verifier: string
  challenge: string
  publicUrl: string
}

export function ShownSecret({ shown }: { shown: Shown }) {
  const { say, paths } = useReading()
  const authorize = authorizeUrl(shown)
  return (
    <Page title={say('secret.title', { name: shown.name })}>
      <p className="note" role="status">
        {say('secret.once')}
      </p>
      <dl>
        <dt>{say('secret.clientId')}</dt>
        <dd>
          <code id="client-id">{shown.clientId}</code>
        </dd>
        <dt>{say('secret.clientSecret')}</dt>
        <dd className="secret">
          <code id="client-secret">{shown.clientSecret}</code>
        </dd>
      </dl>
      <p>
        <a className="btn" href={paths.app(shown.id)}>
          {say('secret.toApp')}
        </a>
      </p>
      <section>
        <h2>{say('secret.next')}</h2>
        <p className="muted">{say('secret.nextText')}</p>
        <pre tabIndex={0} role="region" aria-label={say('secret.next')}>
          <code>{journeyOf(shown)}</code>
        </pre>
      </section>
      <section>
        <h2>{say('secret.browser')}</h2>
        <p className="muted">{say('secret.browserText')}</p>
        <dl>
          <dt>{say('secret.open')}</dt>
          <dd>
            <a href={authorize}>
              <code>{authorize}</code>
            </a>
          </dd>
          <dt>{say('secret.verifier')}</dt>
          <dd>
            <code>{shown.verifier}</code>
          </dd>
        </dl>
      </section>
    </Page>
  )
}

function authorizeUrl({ publicUrl, clientId, redirectUri, challenge }: Shown): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'accounts',
    state: 'first',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  return `${publicUrl}/sandbox/oauth/authorize?${query}`
}

/** Single quotes around what came from the developer: a quote of their own is the only thing that could end them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function journeyOf(shown: Shown): string {
  const { publicUrl, clientId, clientSecret, redirectUri, verifier } = shown
  return `APP=${quoted(`${clientId}:${clientSecret}`)}

# 1. A test customer approves access to all of their accounts
CUSTOMER=$(curl -s -u "$APP" ${publicUrl}/sandbox/world/v1/customers | jq -r '.customers[0].id')
REDIRECT=$(jq -n --arg customer "$CUSTOMER" '{
    customerId: $customer, accountIds: "all", outcome: "approve",
    authorizationUrl: "${authorizeUrl(shown)}"
  }' | curl -s -u "$APP" ${publicUrl}/sandbox/world/v1/authorizations \\
    -H 'Content-Type: application/json' -d @- | jq -r .redirectTo)

# 2. The code becomes an access token
CODE=$(printf %s "$REDIRECT" | sed -E 's/.*[?&]code=([^&]+).*/\\1/')
TOKEN=$(curl -s -u "$APP" ${publicUrl}/sandbox/oauth/token \\
    -d grant_type=authorization_code -d "code=$CODE" \\
    --data-urlencode ${quoted(`redirect_uri=${redirectUri}`)} \\
    -d code_verifier=${verifier} | jq -r .access_token)

# 3. The token reads the accounts
curl -s ${publicUrl}/sandbox/psd2/v1/accounts \\
    -H "Authorization: Bearer $TOKEN" -H "X-Request-ID: $(uuidgen)" | jq`
}
