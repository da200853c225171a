/** English texts of the log of notifications. */
export const enPush = {
  'push.title': 'Notifications sent',
  'push.text':
    'What we pushed to your TPP-Notification-URI in the last 30 days, the newest hundred first.',
  'push.none':
    'Nothing has been pushed yet. Send TPP-Notification-URI when you ask for a consent, and every change of its status shows here.',
  'push.time': 'Time',
  'push.resource': 'Consent or authorisation',
  'push.status': 'Status told',
  'push.host': 'Sent to',
  'push.outcome': 'Outcome',
  'push.attempts': 'Attempts',
  'push.queued': 'Waiting',
  'push.delivered': 'Delivered',
  'push.refused': 'Refused',
  'push.not-reached': 'Not reached',
  'push.allow':
    'The address cannot be called. Use a public https address on port 443 that answers within five seconds. Whoever runs this portal can open others with PORTICO_OUTBOUND_ALLOW, and sees the reason in the log.',
}
