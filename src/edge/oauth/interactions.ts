/** Sends the customer from an authorization request to the bank's pages. Rules about consent live in the rooms. */
import { errors, interactionPolicy } from 'oidc-provider'
import type { Context } from 'oidc-provider'
import { isConsentScope, readConsentScope } from './consent-scope.ts'
import type { OauthServices } from './oauth-services.ts'

export interface InteractionOptions {
  readonly services: OauthServices
  /** Path of the customer's pages, without the authorisation's id. */
  readonly customerPath: string
}

/** Scopes that an app may ask a customer for, besides one that names a consent. */
export const scopes = new Set(['openid', 'offline_access', 'accounts'])

/** The one prompt of this server: the customer approves on the pages of the bank, anew each time. */
export function buildInteractions(options: InteractionOptions) {
  const { Prompt, Check } = interactionPolicy
  const approval = new Check(
    'customer_approval',
    'the customer must approve',
    'login_required',
    (ctx: Context) =>
      ctx.oidc.result?.login && ctx.oidc.result.consent
        ? Check.NO_NEED_TO_PROMPT
        : Check.REQUEST_PROMPT,
  )
  return {
    policy: [new Prompt({ name: 'login', requestable: true }, approval)],
    url: async (ctx: Context, interaction: { uid: string }) => {
      await beginAuthorisation(options, ctx, interaction.uid)
      return `${options.customerPath}/${interaction.uid}`
    },
  }
}

async function beginAuthorisation(options: InteractionOptions, ctx: Context, uid: string) {
  const { client, params } = ctx.oidc
  const requested = textOf(params?.['scope']).split(' ').filter(Boolean)
  const [consentScope, ...more] = requested.filter(isConsentScope)
  const unknown = requested.filter((scope) => !scopes.has(scope) && !isConsentScope(scope))
  if (unknown.length > 0) throw new errors.InvalidScope('scope is not offered', unknown.join(' '))
  if (consentScope !== undefined) {
    if (more.length > 0 || requested.includes('accounts'))
      throw new errors.InvalidScope(
        'scope may name one consent, and nothing beside it',
        consentScope,
      )
    return beginForConsent(options, ctx, { uid, consentScope })
  }
  if (!requested.includes('accounts'))
    throw new errors.InvalidScope(
      'scope must contain accounts, or name a consent as AIS:<consentId> or PIIS:<consentId>',
    )
  const loginHint = params?.['login_hint']
  await options.services.beginAuthorisation({
    id: uid,
    realm: options.services.realm,
    worldId: String(client?.['world_id']),
    appId: String(client?.['app_id']),
    organisationId: String(client?.['organisation_id']),
    language: languageOf(ctx),
    services: ['accounts'],
    subject: { kind: 'oauth-first' },
    approach: 'oauth',
    ...(typeof loginHint === 'string' ? { loginHint } : {}),
  })
}

/** The customer authorises a consent that the TPP has made. @see BG IG 1.3 §13 */
async function beginForConsent(
  { services }: InteractionOptions,
  ctx: Context,
  { uid, consentScope }: { uid: string; consentScope: string },
) {
  const { client, params } = ctx.oidc
  const isBegun = await services.beginConsentAuthorisation({
    id: uid,
    ...readConsentScope(consentScope),
    appId: String(client?.['app_id']),
    language: languageOf(ctx),
    redirectUri: textOf(params?.['redirect_uri']),
  })
  if (!isBegun)
    throw new errors.InvalidScope('the consent is not there to be authorised', consentScope)
}

/** A request parameter as text; a repeated one counts as none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** `ui_locales` decides, then the browser's languages. */
export function languageOf(ctx: Context): 'en' | 'sv' {
  const wanted = `${textOf(ctx.oidc.params?.['ui_locales'])} ${ctx.get('accept-language')}`
  const first = /\b(?:sv|en)\b/iu.exec(wanted)?.[0].toLowerCase()
  return first === 'sv' ? 'sv' : 'en'
}
