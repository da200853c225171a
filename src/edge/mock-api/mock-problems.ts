/** Every error of the mocked products beside the mechanics' own: status, title and what to do. */
import type { ProblemRow } from '#src/edge/http/problem.ts'

const say = (detail: string) => () => detail

export const mockProblems = {
  'product-token-unknown': {
    status: 401,
    title: 'The token is missing, unknown or has run out',
    detail: ({ product }) =>
      `Get one at the token endpoint with grant_type=client_credentials and scope=${product}, and send it as Authorization: Bearer.`,
  },
  'product-token-bound': {
    status: 401,
    title: 'The token is bound to a client certificate',
    detail: say('Call on the TLS address and show the certificate that the token was issued to.'),
  },
  'product-certificate-refused': {
    status: 401,
    title: 'The client certificate is not valid here',
    detail: say(
      'Show a certificate of the app that is in force, or none: a token that is bound to no certificate needs none.',
    ),
  },
  'product-scope-missing': {
    status: 403,
    title: 'The token is for another product',
    detail: ({ product }) => `Get a token with scope=${product}.`,
  },
  'not-subscribed': {
    status: 403,
    title: 'The app is not subscribed to this product',
    detail: ({ product, address }) => `Subscribe the app to ${product} at ${address}.`,
  },
  'quota-used-up': {
    status: 429,
    title: 'The calls of today are used up',
    detail: ({ max, retryAfterSeconds }) =>
      `The app may make ${max} calls a day to this product. Go on in ${retryAfterSeconds} seconds.`,
  },
  'format-not-offered': {
    status: 406,
    title: 'The answer does not come in this format',
    detail: say('Accept application/json.'),
  },
  'answer-not-declared': {
    status: 400,
    title: 'The operation does not answer with this status',
    detail: say('Name a status in Prefer: code that the operation declares, or leave it out.'),
    pointer: 'Prefer',
  },
} as const satisfies Readonly<Record<string, ProblemRow>>

export type MockErrorCode = keyof typeof mockProblems
