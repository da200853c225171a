/** English words for the fields of the bank profile, by their path. A group has a name alone; the empty path is the group of fields at the top. */
import type { FieldTexts } from './field-words.ts'

export const enFields: FieldTexts = {
  consents: {
    name: 'Consents',
  },
  'consents.models': {
    name: 'Kinds of consent',
    text: 'Which consents an app may ask for: named accounts (dedicated), accounts the customer picks at the bank (bank-offered), all accounts (global), or just the list of accounts, with or without balances. Another kind answers SERVICE_INVALID.',
  },
  'consents.lifetimeDays': {
    name: 'Longest life, days',
    text: 'A consent with a later validUntil is shortened, and the answer shows the day.',
  },
  'consents.frequencyPerDay': {
    name: 'Reads a day without the customer',
    text: 'Counted for each consent, account and endpoint. More answer ACCESS_EXCEEDED.',
  },
  'consents.dayOfCount': {
    name: 'What a day is for that count',
    text: 'calendar-day begins at midnight where the bank is; rolling-24-hours looks back from each read.',
  },
  'consents.historyDaysWithoutSca': {
    name: 'History without a fresh authentication, days',
    text: 'Older transactions are given only soon after the customer has authenticated.',
  },
  'consents.freshScaMinutes': {
    name: 'How long an authentication is fresh, minutes',
    text: 'Within this time the older transactions may be read.',
  },
  'consents.hasCombinedService': {
    name: 'Accounts and payments in one session',
    text: 'When not offered, combinedServiceIndicator true answers SESSIONS_NOT_SUPPORTED.',
  },
  'consents.hasOwnerName': {
    name: 'Owners’ names',
    text: 'Whether accounts carry the name of their owner when the consent asks for it.',
  },
  sca: {
    name: 'Authentication of the customer',
  },
  'sca.approaches': {
    name: 'Approaches, the bank’s own choice first',
    text: 'On the bank’s pages (redirect), at the authorization server (oauth), in the customer’s app (decoupled), or through the TPP (embedded). What the app prefers is followed when it is offered.',
  },
  'sca.startMode': {
    name: 'How an authorisation begins',
    text: 'implicit: together with the consent. explicit: the app starts it with a call of its own. by-tpp: as TPP-Explicit-Authorisation-Preferred asks.',
  },
  'sca.attemptsMax': {
    name: 'Failures in a row before a block',
    text: 'Counted for each customer, whichever app asks.',
  },
  'sca.blockMinutes': {
    name: 'How long the block lasts, minutes',
    text: 'The customer can not authenticate until it is over.',
  },
  'sca.idleMinutes': {
    name: 'Idle time that ends an authorisation, minutes',
    text: 'The app then starts a new one.',
  },
  'sca.hasConfirmationCode': {
    name: 'Confirmation of a redirect by its code',
    text: 'The app sends the code of the way back before the authorisation counts; otherwise SCA_INVALID.',
  },
  'sca.redirectMinutes': {
    name: 'Life of a link to the bank’s pages, minutes',
    text: 'A link opened later opens nothing.',
  },
  accounts: {
    name: 'Accounts and transactions',
  },
  'accounts.bookingStatuses': {
    name: 'Values of bookingStatus',
    text: 'A value that is not offered answers PARAMETER_NOT_SUPPORTED.',
  },
  'accounts.delta': {
    name: 'Only what is new',
    text: 'Whether entryReferenceFrom and deltaList are answered; otherwise PARAMETER_NOT_SUPPORTED.',
  },
  'accounts.hasStandingOrders': {
    name: 'Standing orders',
    text: 'Listed with bookingStatus=information.',
  },
  'accounts.hasCardAccounts': {
    name: 'Card accounts',
    text: 'Whether the bank serves /v1/card-accounts.',
  },
  'accounts.hasCamt053': {
    name: 'Reports as camt.053',
    text: 'XML for who asks with Accept: application/xml.',
  },
  'accounts.downloadFromEntries': {
    name: 'Entries from which a report is a download',
    text: 'A longer report carries a link to all of it at once.',
  },
  funds: {
    name: 'Confirmation of funds',
  },
  'funds.isOffered': {
    name: 'Confirmation of funds',
    text: 'Whether the bank serves /v1/funds-confirmations and its consents.',
  },
  'funds.questionsPerDay': {
    name: 'Questions about funds a day',
    text: 'Per consent. Many more would find out the balance.',
  },
  notifications: {
    name: 'Notifications',
  },
  'notifications.isOffered': {
    name: 'Push of changes',
    text: 'Whether TPP-Notification-URI is taken.',
  },
  'notifications.contents': {
    name: 'Changes that are pushed',
    text: 'SCA: each step of an authorisation. PROCESS: each status of the consent. LAST: the last one only.',
  },
  'notifications.retry': {
    name: 'Repetition of a push that failed',
    text: 'off: once, as the framework has it. backoff: again after growing pauses.',
  },
  '': {
    name: 'The call itself',
  },
  errorForm: {
    name: 'Form of errors',
    text: 'tppMessages: the messages of the framework. problem: application/problem+json.',
  },
  identification: {
    name: 'How callers identify themselves',
    text: 'On the TLS port; the plain port knows the bearer alone. certificate: a client certificate of the TPP. bearer: a token of the authorization server.',
  },
}
