/** Svenska texter i loggen över aviseringar. */
import type { enPush } from './en-push.ts'

export const svPush: Record<keyof typeof enPush, string> = {
  'push.title': 'Skickade aviseringar',
  'push.text':
    'Det vi har skickat till er TPP-Notification-URI de senaste 30 dagarna, de hundra nyaste först.',
  'push.none':
    'Inget har skickats ännu. Skicka TPP-Notification-URI när ni ber om ett samtycke, så visas varje ändring av dess status här.',
  'push.time': 'Tid',
  'push.resource': 'Samtycke eller godkännande',
  'push.status': 'Status',
  'push.host': 'Skickad till',
  'push.outcome': 'Utfall',
  'push.attempts': 'Försök',
  'push.queued': 'Väntar',
  'push.delivered': 'Levererad',
  'push.refused': 'Avvisad',
  'push.not-reached': 'Inte nådd',
  'push.allow':
    'Adressen går inte att anropa. Använd en offentlig https-adress på port 443 som svarar inom fem sekunder. Den som driver portalen kan öppna andra med PORTICO_OUTBOUND_ALLOW, och ser orsaken i loggen.',
}
