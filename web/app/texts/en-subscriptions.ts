/** English texts about the API products an app has subscribed to. */
export const enSubscriptions = {
  'subscriptions.title': 'Subscriptions',
  'subscriptions.none': 'This app has not subscribed to any API product.',
  'subscriptions.end': 'Unsubscribe',
}
