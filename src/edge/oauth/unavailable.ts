/** Says in OAuth's own words that the store behind the authorization server is away. @see RFC 6749 §4.1.2.1 */
import { errors } from 'oidc-provider'
import { findStoreFailure } from '#src/kit/store-unavailable-error.ts'

export const unavailableStatus = 503
export const unavailableError = {
  error: 'temporarily_unavailable',
  error_description: 'the authorization server cannot answer just now; try again in a moment',
}

/** The same services, whose failures for want of the store are errors that the protocol library answers as they are. */
export function tellUnavailable<Services extends object>(services: Services): Services {
  return new Proxy(services, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value === 'function') return (...given: unknown[]) => call(target, value, given)
      return typeof value === 'object' && value !== null ? tellUnavailable(value) : value
    },
  })
}

function call(target: object, method: Function, given: readonly unknown[]): unknown {
  const answer: unknown = Reflect.apply(method, target, given)
  return answer instanceof Promise ? answer.catch(rethrow) : answer
}

function rethrow(error: unknown): never {
  const failure = findStoreFailure(error)
  if (!failure) throw error
  const told = new errors.TemporarilyUnavailable(unavailableError.error_description)
  // The library's own status for it is 400, which would blame the caller.
  throw Object.assign(told, { statusCode: unavailableStatus, cause: failure })
}
