/** Svenska texter om de API-produkter som en app prenumererar på. */
import type { enSubscriptions } from './en-subscriptions.ts'

export const svSubscriptions: Record<keyof typeof enSubscriptions, string> = {
  'subscriptions.title': 'Prenumerationer',
  'subscriptions.none': 'Appen prenumererar inte på någon API-produkt.',
  'subscriptions.end': 'Avsluta prenumerationen',
}
