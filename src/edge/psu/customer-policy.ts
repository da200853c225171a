/** The Content-Security-Policy of the customer's pages. It takes nothing into the policy that could mean more than an origin. */
import assert from 'node:assert/strict'
import { isPlainHost } from '#src/kit/plain-host.ts'

/**
 * `form-action` covers redirects too, so the app's own origins must be named or browsers stop the way back. Whoever
 * builds the list leaves out what cannot be used; here anything else than an origin is a fault of ours.
 */
export function customerPolicy(redirectOrigins: readonly string[]): string {
  for (const origin of redirectOrigins) assert(isOrigin(origin), 'no origin for a policy')
  return [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "script-src 'self'",
    "connect-src 'self'",
    `form-action ${["'self'", ...redirectOrigins].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Scheme, host and perhaps a port, which may be any. */
function isOrigin(text: string): boolean {
  const [, host] = /^https?:\/\/(\[[^\]]*\]|[^:/]*)(?::(?:\d{1,5}|\*))?$/u.exec(text) ?? []
  return host !== undefined && isPlainHost(host)
}
