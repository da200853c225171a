/** Which Client Secret a request to the authorization server showed, so that what it is issued can end with the secret. */
import Provider from 'oidc-provider'

const shown = new WeakMap<object, string>()

/** Notes it for the request under way. */
export function noteShownSecret(secretId: string): void {
  const request = Provider.ctx
  if (request) shown.set(request, secretId)
}

/** Of the request under way; undefined when it showed none, as with a certificate. */
export function shownSecret(): string | undefined {
  const request = Provider.ctx
  return request && shown.get(request)
}
