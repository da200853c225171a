/** The decoupled approach at the authorization server: the customer is asked in their own app, the TPP polls. @see CIBA 1.0 */
import { errors } from 'oidc-provider'
import type { AdapterPayload, BackchannelRequest, Context } from 'oidc-provider'
import { DomainError } from '#src/kit/domain-error.ts'
import { sha256Hex } from '#src/kit/random.ts'
import { ArtifactAdapter } from './adapter.ts'
import { consentScopesOf, readConsentScope } from './consent-scope.ts'
import type { OauthServices } from './oauth-services.ts'
import { toDenial } from './outcome.ts'

export const backchannelKind = 'BackchannelAuthenticationRequest'

const idLength = 32

/** The authorisation behind an `auth_req_id`, which itself is kept nowhere. */
const authorisationIdOf = (requestId: string) => `ciba-${sha256Hex(requestId).slice(0, idLength)}`

/** The feature of the library. `login_hint` is the PSU-ID; who is unknown to the bank is asked in vain, and nobody learns. */
export function createBackchannel(
  services: OauthServices,
  languageOf: (ctx: Context) => 'en' | 'sv',
) {
  const notOffered = () => {
    throw new errors.InvalidRequest('name the customer by login_hint')
  }
  return {
    enabled: true,
    deliveryModes: ['poll'],
    processLoginHint: ({ oidc }: Context, hint: string) =>
      services.subjectOf(String(oidc.client?.['app_id']), hint),
    processLoginHintToken: notOffered,
    validateBindingMessage: () => {},
    validateRequestContext: () => {},
    verifyUserCode: (_ctx: Context, _account: object, userCode: string | undefined) => {
      if (userCode !== undefined) throw new errors.InvalidRequest('user_code is not offered')
    },
    triggerAuthenticationDevice: (ctx: Context, request: BackchannelRequest) =>
      begin(services, { ctx, request, language: languageOf(ctx) }),
  }
}

async function begin(
  services: OauthServices,
  asked: { ctx: Context; request: BackchannelRequest; language: 'en' | 'sv' },
) {
  const { ctx, request, language } = asked
  const [scope, ...more] = consentScopesOf(ctx)
  if (scope === undefined || more.length > 0)
    throw new errors.InvalidScope(
      'scope must name one consent as AIS:<consentId> or PIIS:<consentId>',
    )
  const isBegun = await beginOnce(services, {
    id: authorisationIdOf(request.jti),
    appId: String(ctx.oidc.client?.['app_id']),
    psuId: String(request.params['login_hint']),
    language,
    ...readConsentScope(scope),
  })
  if (!isBegun) throw new errors.InvalidScope('the consent is not there to be authorised', scope)
}

async function beginOnce(
  services: OauthServices,
  input: Parameters<OauthServices['beginBackchannel']>[0],
) {
  try {
    return await services.beginBackchannel(input)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'authorisation-under-way') throw error
    throw new errors.InvalidRequest('the customer has an authorisation of this consent under way')
  }
}

/** Keeps the requests; each look at one sees how far the customer has come. */
export class BackchannelAdapter extends ArtifactAdapter {
  readonly #services: OauthServices

  constructor(services: OauthServices) {
    super(backchannelKind, services)
    this.#services = services
  }

  override async find(id: string): Promise<AdapterPayload | undefined> {
    const payload = await super.find(id)
    if (!payload) return undefined
    const { authorisation, grantId } = await this.#services.settleBackchannel(authorisationIdOf(id))
    if (grantId !== undefined) return { ...payload, grantId }
    const denial = toDenial(authorisation.state)
    if (!denial) return payload
    const error = authorisation.state === 'timed-out' ? 'expired_token' : denial.error
    return { ...payload, error, errorDescription: denial.error_description }
  }
}
