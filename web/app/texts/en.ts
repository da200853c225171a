/** The portal's texts in English; the keys of this catalogue are the only ones there are. */
import { enApps } from './en-apps.ts'
import { enCertificates } from './en-certificates.ts'
import { enSecrets } from './en-secrets.ts'
import { enWorld } from './en-world.ts'
import { enConsole } from './en-console.ts'
import { enPush } from './en-push.ts'
import { enSubscriptions } from './en-subscriptions.ts'
import { enReference } from './en-reference.ts'
import { enSupport } from './en-support.ts'
import { enTexts } from './en-texts.ts'

export const en = {
  skip: 'Skip to the content',
  'nav.label': 'Main',
  'nav.apis': 'APIs',
  'nav.guides': 'Guides',
  'nav.testData': 'Test data',
  'nav.statistics': 'Statistics',
  'nav.apps': 'Apps',
  'nav.account': 'Account',
  'nav.mailbox': 'Mailbox',
  'nav.signIn': 'Sign in',
  'nav.signOut': 'Sign out',
  'nav.developer': 'Developer',
  'language.other': 'Svenska',
  'foot.label': 'More',
  'foot.contact': 'Contact',
  'foot.faq': 'Questions and answers',
  'foot.glossary': 'Glossary',
  'foot.errors': 'Error codes',
  'foot.maintenance': 'Maintenance',
  'foot.bankProfile': 'Bank profile',
  'foot.security': 'Security',
  'foot.about': 'About the bank',
  'foot.access': 'Works without script, by keyboard and with screen readers.',

  'home.title': 'Account data, with the customer’s permission',
  'home.heading': 'Account data, with the customer’s permission.',
  'home.lead':
    'Read accounts, balances and transactions at {{bank}} in a sandbox of your own. No agreement, no licence and no bank account needed to begin.',
  'home.signUp': 'Create an account',
  'home.try': 'Try a call',
  'home.firstCall': 'Your first call, step by step',
  'home.toApps': 'Go to your apps',
  'home.call': 'A call and its answer',
  'home.steps': 'Three steps to a first answer',
  'home.step1': 'Make an app',
  'home.step1.text':
    'A Client ID, a Client Secret and a private copy of the test bank. About a minute.',
  'home.step2': 'Ask a test customer',
  'home.step2.text':
    'They have a year of history. They approve, refuse, cancel or run out of time: you choose, in the browser or by API.',
  'home.step3': 'Read the accounts',
  'home.step3.text':
    'With the access token alone. Every call is kept on your app’s page, found by its X-Request-ID.',
  'home.products': 'API products',
  'home.addresses': 'Addresses',
  'home.addresses.text': 'Libraries that read metadata need only the first one.',
  'home.issuer': 'Authorization server',
  'home.interface': 'Account information',
  'home.world': 'World API: customers and consent by API',
  'home.portalApi': 'Portal API, as OpenAPI',
  'home.tls': 'The same over TLS',

  'errors.summary_one': 'One thing needs changing',
  'errors.summary_other': '{{count}} things need changing',
  'error.emailMissing': 'Write your e-mail address.',
  'error.emailMalformed': 'Write the address as name@example.com.',
  'error.passwordMissing': 'Write your password.',
  'error.passwordShort': 'Use at least 15 characters. Several words in a row work well.',
  'error.passwordLong': 'Use at most {{max}} characters.',
  'error.passwordRefused': 'This password cannot be used. Use 15 to 128 characters.',
  'error.passwordCommon':
    'This is a common password, or a common word or two: digits and signs around them do not help. Use three words or more that do not belong together.',
  'error.passwordPersonal':
    'This is built around your address, or around the name of the bank or the product. Use words that have nothing to do with either.',
  'error.passwordPattern':
    'This repeats a part, follows the keys or the alphabet, or has too few different characters. Use words that do not belong together.',
  'error.currentPassword': 'The current password is not right. Check it and try again.',
  'error.rateLimited': 'Too many attempts. Nothing was done. Try again in {{wait}}.',
  'error.fromApi': '{{detail}}',
  'error.failed':
    'This could not be done just now. Nothing you wrote is lost: try again in a moment.',
  'wait.seconds_one': 'one second',
  'wait.seconds_other': '{{count}} seconds',
  'wait.minutes_one': 'one minute',
  'wait.minutes_other': '{{count}} minutes',

  'field.email': 'E-mail address',
  'field.password': 'Password',
  'field.newPassword': 'New password',
  'field.currentPassword': 'Current password',
  'field.passwordHint':
    'At least 15 characters. Any characters, spaces too. Refused are common ones and those built around your address or the bank’s name; nothing else is asked of it.',

  'signUp.title': 'Create an account',
  'signUp.lead':
    'An address is all we ask for. A link comes by mail; behind it you choose the password.',
  'signUp.submit': 'Send me the link',
  'signUp.have': 'Have an account already?',
  'mail.title': 'Check your mail',
  'mail.signUp':
    'If {{email}} can be used for a new account, a mail with a link is on its way. Behind the link you choose your password. It works once, for 24 hours.',
  'mail.lost':
    'If {{email}} has an account here, a mail with a link is on its way: to choose a new password, or to activate the account if that was never done. Older links stop working.',
  'mail.nothing': 'Nothing there after a few minutes? Look in the spam folder, or',
  'mail.again': 'ask for a new link',
  'mail.local': 'This installation runs locally and sends no mail. It shows them instead.',
  'mail.open': 'Open the mailbox',
  'activate.title': 'Activate your account',
  'activate.lead':
    'Choose the password of your account. You are then signed in and make your first app.',
  'activate.submit': 'Activate my account',
  'link.title': 'This link no longer works',
  'link.text':
    'A link works once and for 24 hours, and a newer link replaces the older ones. Ask for a new one: it activates an account as well.',
  'link.new': 'Get a new link',

  'signIn.title': 'Sign in',
  'signIn.next': 'Sign in to go on to the page you asked for.',
  'signIn.submit': 'Sign in',
  'signIn.wrong':
    'The address and the password do not belong to an active account. Check both. If you never used the link in our mail, ask for a new one.',
  'signIn.lost': 'Lost the password or the activation link?',
  'signIn.none': 'No account yet?',
  'signIn.create': 'Create one',
  'signIn.welcome': 'The new password is saved. Sign in with it.',
  'cookies.title': 'Your browser did not keep the cookie',
  'cookies.text':
    'The password was right, but signing in needs one cookie from this site, and the browser sent none back. It holds your session and is used for nothing else.',
  'cookies.how': 'How to allow it',
  'cookies.how1':
    'Open the browser’s settings and look for “Cookies” or “Site data” under privacy.',
  'cookies.how2': 'Allow cookies for {{host}}. Third-party cookies may stay blocked.',
  'cookies.how3': 'Come back here and sign in again.',
  'cookies.again': 'Sign in again',
  'signOut.title': 'Sign out',
  'signOut.text': 'This ends the session in this browser.',
  'lost.title': 'Get a new link',
  'lost.lead':
    'For a lost password, and for an activation link that is lost or too old. We send the link that fits to the address.',
  'lost.submit': 'Send me a link',
  'reset.title': 'Choose a new password',
  'reset.lead':
    'Saving it ends every session of the account. You then sign in with the new password.',
  'reset.submit': 'Save the new password',

  'account.title': 'Account',
  'account.address': 'Your address is {{email}}.',
  'account.password': 'Change the password',
  'account.password.text': 'Every other session ends when the password changes; this one goes on.',
  'account.change': 'Change the password',
  'account.changed': 'The password is changed.',
  'account.export': 'Save what is kept about you',
  'account.export.text':
    'Your account, its history, your messages, and your apps with everything in them, as one JSON file. Secrets are not in it.',
  'account.export.go': 'Save my data (JSON)',
  'account.delete': 'Delete the account',
  'account.delete.text': 'The next page tells what happens, and asks for your password.',
  'account.delete.go': 'Delete the account…',
  'delete.title': 'Delete your account?',
  'delete.text': 'This is what happens when you confirm:',
  'delete.1': 'All your sessions end at once, this one too.',
  'delete.2':
    'Your apps, their Client Secrets and every access given to them stop working at once.',
  'delete.3':
    'Your address, your apps with everything in them and your messages are erased after 14 days. Records of calls and changes by number stay; they then lead to nobody.',
  'delete.reason': 'Why are you leaving? (optional)',
  'delete.reasonHint': 'Read by the people who build this. Please write no personal details.',
  'delete.submit': 'Delete my account and apps',
  'delete.keep': 'Keep the account',
  'delete.done': 'Your account is deleted',
  'delete.doneText':
    'Sessions, apps and their access have ended. Your address, your apps and your messages are erased after 14 days.',
  'delete.home': 'To the first page',

  'mailbox.title': 'Mailbox',
  'mailbox.lead':
    'Mails this installation would have sent, newest first. The page exists only while it runs locally without a mail server, and for those who sit at this machine alone.',
  'mailbox.none': 'No mail yet',
  'mailbox.noneText': 'Mails appear here when someone signs up or asks for a new link.',
  'mailbox.to': 'To {{to}}',
  'mailbox.links': 'Links in this mail',
  'codes.title': 'Error codes',
  'codes.lead': 'What each code in an answer means, and what to do about it.',
  'codes.none': 'No code has a page yet.',
  'code.description': 'What {{code}} means and what to do about it.',
  'code.all': 'All error codes',
  'notFound.title': 'There is no such page',
  'notFound.text': 'The address leads nowhere. It may be mistyped, or the page may have moved.',
  'notFound.home': 'To the first page',
  'failed.title': 'Something went wrong on our side',
  'failed.text':
    'Nothing you did caused it. Try again in a moment. If it stays, tell us this number: {{incident}}',
  'refused.title': 'This could not be accepted',
  'refused.text':
    'The request was not in a form this page takes. Go back, load the page again and retry.',
  ...enApps,
  ...enCertificates,
  ...enSecrets,
  ...enWorld,
  ...enConsole,
  ...enPush,
  ...enSubscriptions,
  ...enReference,
  ...enSupport,
  ...enTexts,
}

export type TextKey = keyof typeof en
