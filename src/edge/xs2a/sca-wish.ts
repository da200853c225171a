/** Reads what a TPP wishes of the authentication out of its headers. The contract has been checked. */
import type { IncomingHttpHeaders } from 'node:http'
import { findRedirectUriFault } from '#src/domain/apps/redirect-uri.ts'
import type { AuthorisationWish } from '#src/domain/grants/beginnings.ts'
import type { ReturnAddresses } from '#src/domain/sca/authorisation.ts'
import { DomainError } from '#src/kit/domain-error.ts'

const textOf = (value: string | string[] | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined

const isTrue = (value: string | string[] | undefined) =>
  value === undefined ? undefined : value === 'true'

/** Throws `redirect-uri-invalid` with the fact `header`. */
export function readAuthorisationWish(headers: IncomingHttpHeaders): AuthorisationWish {
  const prefersRedirect = isTrue(headers['tpp-redirect-preferred'])
  const prefersDecoupled = isTrue(headers['tpp-decoupled-preferred'])
  const prefersExplicit = isTrue(headers['tpp-explicit-authorisation-preferred'])
  const returnTo = readReturnAddresses(headers)
  const psuId = textOf(headers['psu-id'])
  return {
    sca: {
      ...(prefersRedirect === undefined ? {} : { prefersRedirect }),
      ...(prefersDecoupled === undefined ? {} : { prefersDecoupled }),
      ...(prefersExplicit === undefined ? {} : { prefersExplicit }),
    },
    ...(returnTo ? { returnTo } : {}),
    ...(psuId === undefined ? {} : { psuId }),
    language: /^\s*sv\b/iu.test(textOf(headers['psu-accept-language']) ?? '') ? 'sv' : 'en',
  }
}

function readReturnAddresses(headers: IncomingHttpHeaders): ReturnAddresses | undefined {
  const uri = readUri(headers, 'TPP-Redirect-URI')
  const nokUri = readUri(headers, 'TPP-Nok-Redirect-URI')
  return uri === undefined ? undefined : { uri, ...(nokUri === undefined ? {} : { nokUri }) }
}

function readUri(headers: IncomingHttpHeaders, header: string): string | undefined {
  const uri = textOf(headers[header.toLowerCase()])
  if (uri !== undefined && findRedirectUriFault(uri) !== undefined)
    throw new DomainError('redirect-uri-invalid', { header })
  return uri
}
