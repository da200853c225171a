/** English texts of the page with an app's Client Secrets. */
export const enSecrets = {
  'secrets.title': 'Client Secrets of {{name}}',
  'secrets.lead':
    'To change the secret without downtime: make a new one, bring it to every copy of the app while both work, then revoke the old one or let it end.',
  'secrets.go': 'Change or revoke the Client Secret',
  'secrets.list': 'In force',
  'secrets.none': 'No secret is in force. The app can ask for no token until there is a new one.',
  'secrets.ending': 'Ends with',
  'secrets.createdAt': 'Made',
  'secrets.lastUsedAt': 'Last used',
  'secrets.neverUsed': 'Not yet',
  'secrets.endsAt': 'Ends',
  'secrets.noEnd': 'When it is replaced',
  'secrets.revoke': 'Revoke',
  'secrets.revoked':
    'The secret is revoked. It is refused at once, and so are the access tokens issued to it.',
  'secrets.new': 'Make a new secret',
  'secrets.overlap': 'How long the older secret goes on',
  'secrets.overlapHint':
    'If the old one has leaked, revoke it instead: then its access tokens end too.',
  'secrets.overlap.0': 'Not at all: it ends at once',
  'secrets.overlap.1': 'One hour',
  'secrets.overlap.24': 'One day',
  'secrets.overlap.168': 'Seven days',
  'secrets.overlap.720': 'Thirty days',
  'secrets.submit': 'Make the secret',
  'secrets.tooMany': 'Two secrets are in force. Revoke the one that is no longer used first.',
  'secrets.shown': 'The new Client Secret',
  'secrets.back': 'I have saved it: to the secrets',
  'secrets.toApp': 'Back to {{name}}',
}
