/** Svenska texter på sidan med en apps Client Secrets. */
import type { enSecrets } from './en-secrets.ts'

export const svSecrets: Record<keyof typeof enSecrets, string> = {
  'secrets.title': 'Client Secrets för {{name}}',
  'secrets.lead':
    'Så byter du utan avbrott: skapa en ny, lägg in den överallt där appen körs medan båda fungerar, och spärra sedan den gamla eller låt den upphöra.',
  'secrets.go': 'Byt eller spärra Client Secret',
  'secrets.list': 'Gäller nu',
  'secrets.none': 'Ingen gäller. Appen kan inte hämta någon token förrän det finns en ny.',
  'secrets.ending': 'Slutar på',
  'secrets.createdAt': 'Skapad',
  'secrets.lastUsedAt': 'Senast använd',
  'secrets.neverUsed': 'Inte än',
  'secrets.endsAt': 'Upphör',
  'secrets.noEnd': 'När den ersätts',
  'secrets.revoke': 'Spärra',
  'secrets.revoked':
    'Den är spärrad. Den avvisas direkt, och det gör även de åtkomsttoken som utfärdats till den.',
  'secrets.new': 'Skapa en ny',
  'secrets.overlap': 'Hur länge den äldre gäller',
  'secrets.overlapHint':
    'Har den gamla läckt, spärra den i stället: då upphör även dess åtkomsttoken.',
  'secrets.overlap.0': 'Inte alls: den upphör direkt',
  'secrets.overlap.1': 'En timme',
  'secrets.overlap.24': 'Ett dygn',
  'secrets.overlap.168': 'Sju dagar',
  'secrets.overlap.720': 'Trettio dagar',
  'secrets.submit': 'Skapa Client Secret',
  'secrets.tooMany': 'Två gäller redan. Spärra först den som inte längre används.',
  'secrets.shown': 'Den nya Client Secret',
  'secrets.back': 'Jag har sparat den: till listan',
  'secrets.toApp': 'Tillbaka till {{name}}',
}
