/** Svenska texter på sidorna om appar. */
import type { enApps } from './en-apps.ts'

export const svApps: Record<keyof typeof enApps, string> = {
  'apps.title': 'Appar',
  'apps.lead': 'Varje app har egna uppgifter och en egen kopia av testbanken.',
  'apps.create': 'Skapa en app',
  'apps.none': 'Inga appar än',
  'apps.noneText':
    'En app ger dig ett Client ID, en Client Secret och en testbank med kunder att fråga. Det tar en minut.',
  'apps.first': 'Skapa din första app',
  'apps.name': 'Namn',
  'apps.type': 'Typ',
  'apps.clientId': 'Client ID',
  'apps.created': 'Skapad',
  'type.web': 'Webbapp',
  'type.native': 'Lokal app',
  'createApp.title': 'Skapa en app',
  'createApp.lead': 'Allt utom typen går att ändra senare.',
  'createApp.name': 'Namn',
  'createApp.nameHint': 'Visas för testkunder när appen ber om åtkomst.',
  'createApp.type': 'Typ',
  'createApp.web': 'Körs på en server och kan hålla en hemlighet.',
  'createApp.native':
    'Körs på personens egen enhet; får använda en loopback-adress med valfri port.',
  'createApp.uris': 'Omdirigeringsadresser (redirect URI)',
  'createApp.urisHint':
    'Dit kunden återvänder, en per rad, jämförs exakt. https, eller http på localhost, 127.0.0.1 eller [::1].',
  'createApp.submit': 'Skapa appen',
  'error.nameMissing': 'Ge appen ett namn.',
  'error.nameLong': 'Använd högst {{max}} tecken i namnet.',
  'error.urisMissing': 'Skriv minst en omdirigeringsadress.',
  'error.uriMalformed':
    '”{{uri}}” är ingen fullständig adress. Skriv den som https://example.com/callback.',
  'error.uriInsecure':
    '”{{uri}}” behöver https. Vanlig http går bara på localhost, 127.0.0.1 eller [::1].',
  'error.uriFragment': '”{{uri}}” innehåller ett #, vilket en omdirigeringsadress inte får.',
  'secret.title': '{{name}} är klar',
  'secret.once':
    'Kopiera Client Secret nu. Den visas bara den här gången: vi sparar bara en hash av den.',
  'secret.clientId': 'Client ID',
  'secret.clientSecret': 'Client Secret',
  'secret.toApp': 'Jag har kopierat den: till appen',
  'secret.next': 'En kunds konton i tre anrop',
  'secret.nextText':
    'Klistra in i en terminal med curl, jq och uuidgen. En testkund godkänner via API, så ingen webbläsare behövs.',
  'secret.browser': 'Eller för hand, i webbläsaren',
  'secret.browserText':
    'Öppna adressen för att gå igenom kundens sidor. Dess code_challenge hör till den code_verifier som står bredvid, gjord för den här sidan; din app gör ett nytt par för varje kund.',
  'secret.open': 'Auktorisationsadress',
  'secret.verifier': 'code_verifier',
  'app.credentials': 'Uppgifter',
  'app.secretHidden': 'Visades en gång när appen skapades',
  'app.details': 'Namn och omdirigeringsadresser',
  'app.save': 'Spara ändringarna',
  'app.saved': 'Ändringarna är sparade.',
  'app.uris': 'Omdirigeringsadresser (redirect URI)',
  'app.calls': 'Senaste anropen',
  'app.callsNone': 'Inga anrop än',
  'app.callsNoneText':
    'Anrop till gränssnittet med appens token visas här inom en sekund. Resan börjar hos auktorisationsservern:',
  'app.search': 'X-Request-ID',
  'app.find': 'Hitta anropet',
  'app.clear': 'Visa alla anrop',
  'app.notFound': 'Inget av appens anrop har X-Request-ID {{id}}. Anrop visas inom en sekund.',
  'app.time': 'Tid',
  'app.call': 'Anrop',
  'app.status': 'Status',
  'app.took': 'Tog',
  'app.requestId': 'X-Request-ID',
  'app.delete': 'Ta bort appen',
  'app.deleteText': 'På nästa sida får du veta vad som händer och får frågan en gång till.',
  'app.deleteGo': 'Ta bort appen…',
  'deleteApp.title': 'Ta bort {{name}}?',
  'deleteApp.text':
    'Appens Client ID och Client Secret slutar fungera direkt, all åtkomst den fått upphör och dess testbank försvinner. Det går inte att ångra.',
  'deleteApp.submit': 'Ta bort appen',
  'deleteApp.keep': 'Behåll appen',
}
