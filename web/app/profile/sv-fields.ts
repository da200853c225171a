/** Svenska ord för fälten i bankprofilen, efter deras sökväg. En grupp har bara ett namn; den tomma sökvägen är gruppen av fält högst upp. */
import type { FieldTexts } from './field-words.ts'

export const svFields: FieldTexts = {
  consents: {
    name: 'Samtycken',
  },
  'consents.models': {
    name: 'Slag av samtycken',
    text: 'Vilka samtycken en app kan be om: namngivna konton (dedicated), konton som kunden väljer hos banken (bank-offered), alla konton (global), eller bara listan över konton, med eller utan saldon. Andra slag besvaras med SERVICE_INVALID.',
  },
  'consents.lifetimeDays': {
    name: 'Längsta giltighet, dagar',
    text: 'Ett samtycke med senare validUntil kortas, och svaret visar dagen.',
  },
  'consents.frequencyPerDay': {
    name: 'Läsningar per dag utan kunden',
    text: 'Räknas per samtycke, konto och adress. Fler besvaras med ACCESS_EXCEEDED.',
  },
  'consents.dayOfCount': {
    name: 'Vad en dag är i den räkningen',
    text: 'calendar-day börjar vid midnatt där banken finns; rolling-24-hours ser tillbaka från varje läsning.',
  },
  'consents.historyDaysWithoutSca': {
    name: 'Historik utan ny autentisering, dagar',
    text: 'Äldre transaktioner lämnas bara ut strax efter att kunden har legitimerat sig.',
  },
  'consents.freshScaMinutes': {
    name: 'Så länge är en autentisering ny, minuter',
    text: 'Under den tiden går de äldre transaktionerna att läsa.',
  },
  'consents.hasCombinedService': {
    name: 'Konton och betalningar i samma session',
    text: 'Om det inte erbjuds besvaras combinedServiceIndicator true med SESSIONS_NOT_SUPPORTED.',
  },
  'consents.hasOwnerName': {
    name: 'Ägarnas namn',
    text: 'Om konton visar ägarens namn när samtycket ber om det.',
  },
  sca: {
    name: 'Kundens autentisering',
  },
  'sca.approaches': {
    name: 'Sätt, bankens eget val först',
    text: 'På bankens sidor (redirect), hos auktorisationsservern (oauth), i kundens app (decoupled) eller genom tredjepartsleverantören (embedded). Det appen föredrar följs när det erbjuds.',
  },
  'sca.startMode': {
    name: 'Hur en autentisering (authorisation) börjar',
    text: 'implicit: tillsammans med samtycket. explicit: appen startar den med ett eget anrop. by-tpp: så som TPP-Explicit-Authorisation-Preferred ber om.',
  },
  'sca.attemptsMax': {
    name: 'Misslyckanden i rad före spärr',
    text: 'Räknas per kund, vilken app som än frågar.',
  },
  'sca.blockMinutes': {
    name: 'Så länge varar spärren, minuter',
    text: 'Kunden kan inte legitimera sig förrän den är över.',
  },
  'sca.idleMinutes': {
    name: 'Overksam tid som avslutar en autentisering, minuter',
    text: 'Därefter startar appen en ny.',
  },
  'sca.hasConfirmationCode': {
    name: 'Bekräftelse av en omdirigering med dess kod',
    text: 'Appen skickar koden från återvägen innan auktorisationen gäller; annars SCA_INVALID.',
  },
  'sca.redirectMinutes': {
    name: 'En länk till bankens sidor gäller, minuter',
    text: 'En länk som öppnas senare öppnar ingenting.',
  },
  accounts: {
    name: 'Konton och transaktioner',
  },
  'accounts.bookingStatuses': {
    name: 'Värden för bookingStatus',
    text: 'Värden som inte erbjuds besvaras med PARAMETER_NOT_SUPPORTED.',
  },
  'accounts.delta': {
    name: 'Bara det som är nytt',
    text: 'Om entryReferenceFrom och deltaList besvaras; annars PARAMETER_NOT_SUPPORTED.',
  },
  'accounts.hasStandingOrders': {
    name: 'Stående överföringar',
    text: 'Listas med bookingStatus=information.',
  },
  'accounts.hasCardAccounts': {
    name: 'Kortkonton',
    text: 'Om banken svarar på /v1/card-accounts.',
  },
  'accounts.hasCamt053': {
    name: 'Rapporter som camt.053',
    text: 'XML för den som frågar med Accept: application/xml.',
  },
  'accounts.downloadFromEntries': {
    name: 'Antal poster då en rapport blir en nedladdning',
    text: 'En längre rapport har en länk till allt på en gång.',
  },
  funds: {
    name: 'Täckningskontroll',
  },
  'funds.isOffered': {
    name: 'Täckningskontroll',
    text: 'Om banken erbjuder /v1/funds-confirmations och dess samtycken.',
  },
  'funds.questionsPerDay': {
    name: 'Frågor om täckning per dag',
    text: 'Per samtycke. Många fler skulle röja saldot.',
  },
  notifications: {
    name: 'Notifieringar',
  },
  'notifications.isOffered': {
    name: 'Notifiering om ändringar',
    text: 'Om TPP-Notification-URI tas emot.',
  },
  'notifications.contents': {
    name: 'Ändringar som notifieras',
    text: 'SCA: varje steg i en auktorisation. PROCESS: varje status för samtycket. LAST: bara den sista.',
  },
  'notifications.retry': {
    name: 'Upprepning av en notifiering som misslyckats',
    text: 'off: en gång, som i ramverket. backoff: igen efter växande pauser.',
  },
  '': {
    name: 'Själva anropet',
  },
  errorForm: {
    name: 'Felens form',
    text: 'tppMessages: ramverkets meddelanden. problem: application/problem+json.',
  },
  identification: {
    name: 'Hur anroparen visar vem det är',
    text: 'På TLS-porten; den vanliga porten känner bara bearer. certificate: tredjepartsleverantörens klientcertifikat. bearer: en token från auktorisationsservern.',
  },
}
