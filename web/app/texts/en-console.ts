/** English texts of the test console. */
export const enConsole = {
  'console.title': 'Try it',
  'console.app': 'App',
  'console.customer': 'Test customer who consents',
  'console.customerWith_one': '{{name}}, one account',
  'console.customerWith_other': '{{name}}, {{count}} accounts',
  'console.demo':
    'You call the sandbox with a demo app that is yours until you have not called for half an hour.',
  'console.demoSignUp': 'Sign up for one of your own',
  'console.demoCreate': 'Create an app of your own',
  'console.required': 'required',
  'console.newId': 'A new one for each call when left empty.',
  'console.body': 'Body',
  'console.contentType': 'Type of the body',
  'console.more_one': 'One more field',
  'console.more_other': '{{count}} more fields',
  'console.call': 'Call',
  'console.notCalled': 'Nothing was called',
  'console.means': 'What it means:',
  'console.links': 'Next:',
  'console.answerBody': 'Body of the answer',
  'console.empty': 'The answer has no body.',
  'console.binary': 'The body is no text and is not shown.',
  'console.cut': 'The body goes on; it is shown up to here.',
  'console.request': 'Request',
  'console.headers': 'Headers of the answer',
  'console.curl': 'As curl',
  'console.curlToken': 'Put an access token of your app into the variable ACCESS_TOKEN first.',
  'console.copy': 'Copy',
  'console.copied': 'Copied',
  'console.requestId': 'Request id',
  'console.hint.account':
    'If the account belongs to somebody else than the chosen customer, choose its owner: only accounts with consent are answered.',
  'console.hint.quota': 'The quota is used up. The header Retry-After says when there is more.',
  'console.hint.subscribe': 'The app does not subscribe to this product.',
  'console.hint.subscribeGo': 'How to subscribe',
  'console.error.parameter':
    '{{name}} cannot be sent. Parts of the path must be filled in, and a value may be 2000 characters long.',
  'console.error.header':
    '{{name}} cannot be sent. Write visible ASCII characters on one line, at most 2000.',
  'console.error.body':
    'The body is too large: the console takes 32 kB. Copy the call as curl to send more.',
  'console.error.customer': 'There is no such test customer. Choose one of the list.',
  'console.error.redirectUri':
    'The app has no redirect URI, so no customer can consent. Add one on the page of the app.',
  'console.error.notAuthorised': 'No access token was given. {{detail}}',
  'console.error.noAnswer': 'The interface did not answer in time. Try again in a moment.',
  'console.error.app': 'There is no such app among yours. Choose one of the list.',
  'console.error.limit':
    'Many calls were made from here. Wait {{wait}}, or sign up: with an app of your own you may call far more often.',
}
