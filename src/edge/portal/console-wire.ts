/** What the portal API says about a call that the test console refuses. */
import type { ProblemRow } from '#src/edge/http/problem.ts'
import type { ConsoleErrorCode } from '#src/domain/console/console-errors.ts'

const say = (detail: string) => () => detail

const parameterReasons: Readonly<Record<string, string>> = {
  missing: 'it stands in the path and must be filled in.',
  undeclared: 'the operation has no such parameter.',
  dots: 'a part of the path cannot be made of dots alone.',
  long: 'write at most 2000 characters.',
  characters: 'it holds characters that cannot be sent.',
  'content-type': 'choose one of the types that the operation takes.',
}

const headerReasons: Readonly<Record<string, string>> = {
  undeclared: 'the operation declares no such header.',
  reserved: 'the console sets it itself.',
  long: 'write at most 2000 characters.',
  characters: 'write visible ASCII characters on one line.',
}

export const consoleProblems: Readonly<Record<ConsoleErrorCode, ProblemRow>> = {
  'console-operation-unknown': {
    status: 404,
    title: 'There is no such operation',
    detail: say('Check product, version and operation against the catalogue.'),
  },
  'console-parameter-refused': {
    status: 400,
    title: 'A parameter cannot be sent',
    detail: ({ name, reason }) =>
      `${name ?? 'Content type'}: ${parameterReasons[String(reason)] ?? 'it cannot be used.'}`,
  },
  'console-header-refused': {
    status: 400,
    title: 'A header cannot be sent',
    detail: ({ name, reason }) =>
      `${name}: ${headerReasons[String(reason)] ?? 'it cannot be used.'}`,
  },
  'console-body-too-large': {
    status: 413,
    title: 'The body is too large for the console',
    detail: ({ maxBytes }) =>
      `Send at most ${Number(maxBytes) / 1_024} kB from here; from your own program the limit is 64 kB.`,
  },
  'console-customer-unknown': {
    status: 400,
    title: 'There is no such test customer',
    detail: say('List the customers with GET /console.'),
  },
  'console-redirect-uri-missing': {
    status: 409,
    title: 'The app has no redirect URI',
    detail: say(
      'Consent ends at a redirect URI. Add one to the app, for instance http://127.0.0.1/callback.',
    ),
  },
  'console-not-authorised': {
    status: 409,
    title: 'There is no access token',
    detail: ({ error, description }) =>
      `The authorization server answered ${error}${description === '' ? '' : `: ${description}`}. Choose another customer or another app.`,
  },
  'console-no-answer': {
    status: 502,
    title: 'The interface did not answer',
    detail: ({ withinSeconds }) =>
      `No whole answer came within ${withinSeconds} seconds. Try again; if it stays, contact us.`,
  },
  'console-limit-reached': {
    status: 429,
    title: 'Many calls were made from here',
    detail: ({ retryAfterSeconds }) =>
      `Wait ${retryAfterSeconds} seconds, or sign up: an app of your own has a World of its own and far more calls.`,
  },
}
