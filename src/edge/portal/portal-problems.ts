/** Every error of the portal API: status, title and what to do. A code without a row fails the build of its room's union. */
import type { ProblemRow } from '#src/edge/http/problem.ts'
import type { DeveloperErrorCode } from '#src/domain/developers/developers-errors.ts'
import type { AppErrorCode } from '#src/domain/apps/apps-errors.ts'
import type { ConsoleErrorCode } from '#src/domain/console/console-errors.ts'
import { consoleProblems } from './console-wire.ts'
import type { SupportErrorCode } from '#src/domain/support/support-errors.ts'

import type { TppErrorCode } from '#src/domain/tpps/tpps-errors.ts'

type PortalErrorCode = DeveloperErrorCode | AppErrorCode | SupportErrorCode | TppErrorCode

const say = (detail: string) => () => detail

export const portalProblems: Readonly<Record<PortalErrorCode | ConsoleErrorCode, ProblemRow>> = {
  ...consoleProblems,
  'email-invalid': {
    status: 400,
    title: 'This is not an e-mail address',
    detail: say('Write an address like name@example.com.'),
    pointer: '/email',
  },
  'password-too-short': {
    status: 400,
    title: 'The password is too short',
    detail: ({ min }) => `Use at least ${min} characters; a sentence is easiest to remember.`,
    pointer: '/password',
  },
  'password-too-long': {
    status: 400,
    title: 'The password is too long',
    detail: ({ max }) => `Use at most ${max} characters.`,
    pointer: '/password',
  },
  'password-common': {
    status: 400,
    title: 'The password is too easy to guess',
    detail: say(
      'It is a common password, or a common word or two: digits and signs around them do not help. Choose three words or more that do not belong together.',
    ),
    pointer: '/password',
  },
  'password-personal': {
    status: 400,
    title: 'The password is about you or about us',
    detail: say(
      'It is built around your address, or around the name of the bank or the product. Choose words that have nothing to do with either.',
    ),
    pointer: '/password',
  },
  'password-pattern': {
    status: 400,
    title: 'The password is a pattern',
    detail: say(
      'It repeats a part, follows the keys or the alphabet, or has too few different characters. Choose words that do not belong together.',
    ),
    pointer: '/password',
  },
  'link-invalid': {
    status: 400,
    title: 'The link does not work any more',
    detail: say(
      'Links work once, for 24 hours, and only the newest one. Ask for a new one on the lost-password page.',
    ),
    pointer: '/token',
  },
  'sign-in-failed': {
    status: 401,
    title: 'Address and password do not fit',
    detail: say(
      'Check both. If the account is not active yet, or the password is lost, ask for a new link on the lost-password page.',
    ),
  },
  'not-signed-in': {
    status: 401,
    title: 'You are not signed in',
    detail: say('Sign in with POST /sessions and send its token as Authorization: Bearer.'),
  },
  'current-password-wrong': {
    status: 400,
    title: 'The current password is not right',
    detail: say('Write the password you sign in with now.'),
    pointer: '/currentPassword',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many tries',
    detail: ({ retryAfterSeconds }) =>
      `Wait ${retryAfterSeconds} seconds. At sign-in, a new password through the lost-password page lets you in at once.`,
  },
  busy: {
    status: 503,
    title: 'Too many passwords are being checked at once',
    detail: ({ retryAfterSeconds }) => `Try again in ${retryAfterSeconds} seconds.`,
  },
  'app-unknown': {
    status: 404,
    title: 'There is no such app',
    detail: say('List your apps with GET /apps.'),
  },
  'product-unknown': {
    status: 404,
    title: 'There is no such API product, version or operation',
    detail: say('The catalogue at /apis shows every product with its versions and operations.'),
  },
  'product-restricted': {
    status: 403,
    title: 'The bank opens this product itself',
    detail: ({ productId }) =>
      `Write to the bank through /contact, with the product ${productId} and your app’s Client ID.`,
  },
  'app-name-invalid': {
    status: 400,
    title: 'The name cannot be used',
    detail: ({ max }) => `Write 1 to ${max} characters on one line.`,
    pointer: '/name',
  },
  'redirect-uri-invalid': {
    status: 400,
    title: 'A redirect URI cannot be used',
    detail: ({ index }) =>
      `Address number ${Number(index) + 1}: write an absolute https address, or http on 127.0.0.1, [::1] or localhost, without fragment, user name or wildcard; its host is letters, digits, dots and hyphens, or an IP address.`,
    pointer: '/redirectUris',
  },
  'too-many-apps': {
    status: 409,
    title: 'There are too many apps',
    detail: ({ max }) => `An organisation may have ${max}. Delete one that is not needed.`,
  },
  'too-many-secrets': {
    status: 409,
    title: 'There are too many Client Secrets',
    detail: ({ max }) => `An app may have ${max} in force. Revoke the one that is no longer used.`,
  },
  'secret-unknown': {
    status: 404,
    title: 'The app has no such Client Secret in force',
    detail: say('List them with GET /apps/{id}/secrets.'),
  },
  'world-unavailable': {
    status: 404,
    title: 'This installation serves no sandbox',
    detail: say('Worlds are read and reset where the sandbox runs.'),
  },
  'contact-message-invalid': {
    status: 400,
    title: 'The contact form is not filled in rightly',
    detail: say('Mend the fields listed under errors and send it again. Nothing was sent.'),
  },
  'contact-unavailable': {
    status: 503,
    title: 'Your mail has not been sent',
    detail: say('It could not be stored. Keep what you wrote and send it again in a few minutes.'),
  },
  'roles-missing': {
    status: 400,
    title: 'The certificate would have no role',
    detail: say('Name one or several of AISP, PISP and PIISP.'),
    pointer: '/roles',
  },
  'csr-invalid': {
    status: 400,
    title: 'The certificate request cannot be used',
    detail: ({ reason }) =>
      `It cannot be used because ${reason}. Send a PKCS #10 request in PEM, or leave csr out and get a key made here.`,
    pointer: '/csr',
  },
  'too-many-certificates': {
    status: 409,
    title: 'There are too many certificates',
    detail: ({ max }) => `An app may have ${max} at once. Revoke one that is not needed.`,
  },
  'certificate-unknown': {
    status: 404,
    title: 'The app has no such certificate in force',
    detail: say('List the app’s certificates with GET /apps/{id}/certificates.'),
  },
  'sandbox-not-here': {
    status: 404,
    title: 'This process has no sandbox',
    detail: say('Test certificates are issued where the sandbox runs. Call that address.'),
  },
}
