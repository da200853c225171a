/** The authorization server over the keys in force: when they change it is built anew, and calls under way end with the one they began with. It decides nothing about keys. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'

/** What the protocol library is built over. The same object means that nothing has changed. */
export interface ProviderKeys {
  readonly jwks: { readonly keys: readonly object[] }
  readonly cookieKeys: readonly string[]
}

export interface CurrentProvider {
  /** The server of now, after a look at the keys that others may have changed. */
  get(): Promise<Provider>
  /** Answers a call with the server of now. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** `load` looks anew, `inForce` answers what the last look saw. */
export function createCurrentProvider(
  source: { load(): Promise<ProviderKeys>; inForce(): ProviderKeys },
  build: (keys: ProviderKeys) => Provider,
): CurrentProvider {
  let keys = source.inForce()
  let provider = build(keys)
  let callback = provider.callback()
  const follow = (inForce: ProviderKeys) => {
    if (inForce === keys) return
    keys = inForce
    provider = build(inForce)
    callback = provider.callback()
  }
  return {
    async get() {
      follow(await source.load())
      return provider
    },
    async answer(request, response) {
      follow(await source.load())
      await callback(request, response)
    },
  }
}
