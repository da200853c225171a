/** Swedish texts of the test console. */
import type { enConsole } from './en-console.ts'

export const svConsole: Record<keyof typeof enConsole, string> = {
  'console.title': 'Prova',
  'console.app': 'App',
  'console.customer': 'Testkund som ger samtycke',
  'console.customerWith_one': '{{name}}, ett konto',
  'console.customerWith_other': '{{name}}, {{count}} konton',
  'console.demo':
    'Du anropar sandlådan med en demoapp som är din tills du inte har anropat på en halvtimme.',
  'console.demoSignUp': 'Skaffa en egen',
  'console.demoCreate': 'Skapa en egen app',
  'console.required': 'obligatorisk',
  'console.newId': 'Lämnas fältet tomt får varje anrop ett nytt.',
  'console.body': 'Body',
  'console.contentType': 'Bodyns typ',
  'console.more_one': 'Ett fält till',
  'console.more_other': '{{count}} fält till',
  'console.call': 'Anropa',
  'console.notCalled': 'Inget anropades',
  'console.means': 'Vad det betyder:',
  'console.links': 'Nästa:',
  'console.answerBody': 'Svarets body',
  'console.empty': 'Svaret har ingen body.',
  'console.binary': 'Bodyn är inte text och visas inte.',
  'console.cut': 'Bodyn fortsätter; den visas hit.',
  'console.request': 'Anropet',
  'console.headers': 'Svarets headrar',
  'console.curl': 'Som curl',
  'console.curlToken': 'Lägg först en access token för din app i variabeln ACCESS_TOKEN.',
  'console.copy': 'Kopiera',
  'console.copied': 'Kopierat',
  'console.requestId': 'Anropets id',
  'console.hint.account':
    'Tillhör kontot någon annan än den valda kunden: välj kontots ägare. Bara konton med samtycke besvaras.',
  'console.hint.quota': 'Kvoten är slut. Headern Retry-After säger när det finns mer.',
  'console.hint.subscribe': 'Appen abonnerar inte på produkten.',
  'console.hint.subscribeGo': 'Så abonnerar du',
  'console.error.parameter':
    '{{name}} kan inte skickas. Delar av sökvägen måste fyllas i, och ett värde får vara 2000 tecken långt.',
  'console.error.header':
    '{{name}} kan inte skickas. Skriv synliga ASCII-tecken på en rad, högst 2000.',
  'console.error.body':
    'Bodyn är för stor: testkonsolen tar emot 32 kB. Kopiera anropet som curl om du vill skicka mer.',
  'console.error.customer': 'Det finns ingen sådan testkund. Välj en i listan.',
  'console.error.redirectUri':
    'Appen har ingen redirect URI, så ingen kund kan ge samtycke. Lägg till en på appens sida.',
  'console.error.notAuthorised': 'Ingen access token utfärdades. Svaret löd: {{detail}}',
  'console.error.noAnswer': 'Gränssnittet svarade inte i tid. Försök igen om en stund.',
  'console.error.app': 'Du har ingen sådan app. Välj en i listan.',
  'console.error.limit':
    'Många anrop har gjorts härifrån. Vänta {{wait}}, eller skapa ett konto: med en egen app får du anropa betydligt oftare.',
}
