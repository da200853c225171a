/** Every error of the World API: status, title and what to do. */
import type { ProblemRow } from '#src/edge/http/problem.ts'

const say = (detail: string) => () => detail

export const worldProblems = {
  'app-credentials-wrong': {
    status: 401,
    title: 'Client ID and Client Secret do not fit',
    detail: say('Send both as HTTP Basic: Client ID as user name, Client Secret as password.'),
    challenge: 'Basic realm="World API", charset="UTF-8"',
  },
  'customer-unknown': {
    status: 400,
    title: 'There is no such customer in this World',
    detail: say('Take an id from GET /customers.'),
    pointer: '/customerId',
  },
  'account-not-yours': {
    status: 400,
    title: 'An account is not the customer’s',
    detail: say('Take ids from the accounts of that customer in GET /customers, or write "all".'),
    pointer: '/accountIds',
  },
  'authorization-url-foreign': {
    status: 400,
    title: 'This is no address that begins an authorisation',
    detail: say(
      'Send the whole address to which your app would redirect the customer: a scaRedirect link, or an address that begins with the authorization_endpoint of the metadata.',
    ),
    pointer: '/authorizationUrl',
  },
  'authorization-url-of-another-app': {
    status: 400,
    title: 'The authorization request is of another app',
    detail: say('Its client_id must be the Client ID you sign in with here.'),
    pointer: '/authorizationUrl',
  },
  'authorization-link-used': {
    status: 400,
    title: 'The link does not open an authorisation any more',
    detail: say(
      'A scaRedirect link opens once, for 15 minutes. Start a new authorisation of the consent and take its link.',
    ),
    pointer: '/authorizationUrl',
  },
  'consent-not-given': {
    status: 404,
    title: 'The customer has given no such consent',
    detail: say('Send the consentId of a valid consent of that customer to your app.'),
    pointer: '/consentId',
  },
  'authentication-unknown': {
    status: 404,
    title: 'No such authentication waits in this World',
    detail: say('It has ended or never was. List those that wait with GET /authentications.'),
  },
  'customer-missing': {
    status: 400,
    title: 'It is not known who approves',
    detail: say('Send customerId; only a push names its customer itself.'),
    pointer: '/customerId',
  },
  'authorization-request-refused': {
    status: 400,
    title: 'The authorization server refuses the request',
    detail: ({ error, description }) =>
      `It says ${error}: ${description}. Mend the authorization request.`,
    pointer: '/authorizationUrl',
  },
} as const satisfies Readonly<Record<string, ProblemRow>>
