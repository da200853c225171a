/** Every English text of the customer's pages. A word in double braces is filled in; Swedish has the same keys and the same words. */

export const en = {
  otherLanguage: 'Svenska',
  testTag: 'Test environment',
  fictional: '{{bank}} is a fictional bank. No real money and no real people.',
  errorPrefix: 'Error: {{title}}',
  backToApp: 'No, go back to {{app}}',

  askTitle: '{{app}} asks to read your account information',
  askFundsTitle: '{{app}} asks to confirm funds on your account',
  chooseFundsTitle: 'Do you want to let {{app}} confirm funds on your account?',
  mayAsk: 'They may ask',
  mayAskFunds:
    'whether an amount is available on the account the app has named; the bank answers yes or no',
  mayAskForCard: 'when you pay with the card {{card}}',
  mayAskUntilEnded: 'until you or the app end it',
  mayNotSeeBalance: 'see your balance or your transactions',
  fundsNext: 'Identify yourself first. {{bank}} answers nothing before you have approved.',
  askBy: 'The app belongs to {{organisation}}.',
  mayRead: 'They may read',
  mayReadBoth: 'balance and transactions of {{accounts}}',
  mayReadBalances: 'the balance of {{accounts}}',
  mayReadTransactions: 'the transactions of {{accounts}}',
  mayReadAccounts: 'name and number of {{accounts}}',
  mayReadOwner: 'the name of the account owner',
  accountsPicked: 'the accounts you choose',
  accountsNamed: 'the accounts the app has named',
  accountsAll: 'all your accounts',
  mayReadOnce: 'one time only',
  mayReadHowOften: 'at most {{times}} times a day when you are not there',
  mayReadHowOftenOne: 'at most once a day when you are not there',
  mayReadUntil: 'until the end of {{date}}',
  mayNot: 'They cannot',
  mayNotMoveMoney: 'move money, pay or change anything',
  mayNotSeeOther: 'see any other account',
  askNext:
    'Identify yourself, then choose accounts. {{bank}} shares nothing before you have approved.',
  sameDevice: 'Continue with BankID on this device',
  otherDevice: 'Continue with BankID on another device',
  askTestHint: 'Here you play a test customer.',
  askTestLink: 'Choose which one',

  sandboxOnly: 'Only in the sandbox',
  testCustomerTitle: 'Which test customer are you?',
  testCustomerHelp: 'Test customers are made up. Each lets you try something different.',
  testCustomer: 'Test customer',

  waitingSameTitle: 'Identify yourself with BankID',
  waitingSame: 'Open BankID on this device and follow what it says. Then come back to this page.',
  waitingSameSandbox:
    'A customer would now open BankID on this device. In the sandbox you play that part yourself.',
  openBankId: 'Open BankID',
  waitingOtherTitle: 'Read the code with BankID',
  waitingOther1: 'Open BankID on your phone.',
  waitingOther2: 'Choose to read a QR code.',
  waitingOther3: 'Point the camera at the code on this page.',
  qrLabel: 'QR code for BankID, new every second',
  statusPending: 'Waiting for BankID. You have about {{minutes}} minutes.',
  statusPendingOne: 'Waiting for BankID. You have about one minute.',
  statusPendingNone: 'Waiting for BankID. The time is nearly out.',
  statusComplete: 'You are identified. The next page is opening.',
  statusEnded: 'BankID has ended. The next page is opening.',
  waitingTime:
    'If the time runs out you go back to {{app}}, and nothing is shared. You can start again from there.',
  checkAgain: 'Check again',
  cancelWaiting: 'Cancel and go back to {{app}}',

  phoneTitle: "You are the test customer's phone",
  phoneHelp: 'Choose what the customer does in BankID.',
  phoneApprove: 'Identify',
  phoneCancel: 'Cancel in BankID',
  phoneFail: 'Let it fail',
  phoneTimeOut: 'Let the time run out',

  againTitle: 'BankID could not identify you',
  againText: 'Nothing has been shared with {{app}}. You can try again.',
  againLast: 'You have one attempt left. If it fails too, you go back to {{app}} without sharing.',
  tryAgain: 'Try again',

  chooseTitle: 'Do you want to share account information with {{app}}?',
  chooseCustomer: 'You are identified as {{customer}}.',
  chooseAccounts: 'Which accounts?',
  namedAccount: 'This account',
  namedAccounts: 'These accounts',
  chooseNone: 'Choose at least one account, or go back without sharing.',
  chooseNoneLink: 'Choose at least one account',
  chooseProblem: 'You have not chosen an account',
  accountNumber: 'Account number',
  balance: 'Balance',
  regret: 'You can change your mind at any time. End the access in {{app}}, or contact {{bank}}.',
  regretHere: 'You can change your mind at any time under {{link}}.',
  myPermissions: 'My permissions',
  chooseTime:
    'For your safety this page is open for {{minutes}} minutes. After that you identify yourself again.',
  approve: 'Approve',

  noAccountsTitle: 'You have no accounts to share',
  noAccountsText:
    '{{app}} asked to read your account information, but you have no account at {{bank}} that can be shared.',
  noAccountsNothing: 'Nothing has been shared. {{app}} is told only that access was not given.',
  goBack: 'Go back to {{app}}',

  whatToDo: 'What you can do',
  forDeveloper: 'For the developer of the app',
  details: 'Details',
  errorCode: 'Error code',
  errorDescription: 'Description',
  requestId: 'Request id',

  sessionLostTitle: 'We cannot find your request any more',
  sessionLostText:
    'The page was open for too long, was opened in another browser, or your browser refused our cookie. Nothing has been shared.',
  sessionLostDo: 'Go back to the app you came from and start again. Cookies must be allowed.',
  notFoundTitle: 'There is no page here',
  notFoundText: 'The address is wrong, or the page is gone.',
  notFoundDo: 'Go back to the app you came from and start again from there.',
  unknownAppTitle: 'We do not know the app that sent you here',
  unknownAppText:
    'The request names an app that does not exist or has been deleted. To be safe we do not send you back. Nothing has been shared.',
  unknownAppDo: 'Close this page. If you trust the app, tell its makers what you see here.',
  unknownAppDeveloper:
    'client_id names no app. Copy the Client ID from the page of your app and check that the app still exists.',
  unknownRedirectTitle: 'The app asks us to send you to an unknown address',
  unknownRedirectText:
    'The app has not registered the address that you would be sent back to. To be safe we do not send you there. Nothing has been shared.',
  unknownRedirectDo: 'Close this page. If you trust the app, tell its makers what you see here.',
  unknownRedirectDeveloper:
    'redirect_uri must be the same, character for character, as one of the redirect URIs on the page of your app. Check scheme, port, path and the last slash.',
  invalidRequestTitle: 'The app sent a request we cannot use',
  invalidRequestText:
    'Something in the request is missing or wrong, and we cannot send you back with it. Nothing has been shared.',
  invalidRequestDo: 'Close this page. If you trust the app, tell its makers what you see here.',
  invalidRequestDeveloper:
    'The description below says what is wrong. Correct the authorization request and start again; PKCE with S256 is required.',
  unavailableTitle: 'We cannot be reached just now',
  unavailableText:
    'What we need to answer you is away for a moment. If you have just answered a question, we do not know yet whether your answer arrived.',
  unavailableDo: 'Wait a minute and load this page again: it goes on where you are.',
  serverErrorTitle: 'Something went wrong with us',
  serverErrorText:
    'We could not finish what you asked for. The fault is ours, and nothing has been shared.',
  serverErrorDo:
    'Wait a minute, go back to the app you came from and try again. If it happens again, contact us and give the request id.',
} as const

export type TextKey = keyof typeof en
/** A complete catalogue: same keys as English. */
export type Texts = Readonly<Record<TextKey, string>>
