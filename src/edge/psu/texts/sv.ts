/** Every Swedish text of the customer's pages. Same keys and same words in double braces as the English catalogue. */
import type { Texts } from './en.ts'

export const sv: Texts = {
  otherLanguage: 'English',
  testTag: 'Testmiljö',
  fictional: '{{bank}} är en påhittad bank. Inga riktiga pengar och inga riktiga personer.',
  errorPrefix: 'Fel: {{title}}',
  backToApp: 'Nej, gå tillbaka till {{app}}',

  askTitle: '{{app}} ber att få läsa dina kontouppgifter',
  askFundsTitle: '{{app}} ber att få täckningskontrollera ditt konto',
  chooseFundsTitle: 'Vill du låta {{app}} täckningskontrollera ditt konto?',
  mayAsk: 'De får fråga',
  mayAskFunds: 'om ett belopp finns på kontot som appen har angett; banken svarar ja eller nej',
  mayAskForCard: 'när du betalar med kortet {{card}}',
  mayAskUntilEnded: 'tills du eller appen avslutar det',
  mayNotSeeBalance: 'se ditt saldo eller dina transaktioner',
  fundsNext: 'Legitimera dig först. {{bank}} svarar ingenting förrän du har godkänt.',
  askBy: 'Appen tillhör {{organisation}}.',
  mayRead: 'De får läsa',
  mayReadBoth: 'saldo och transaktioner på {{accounts}}',
  mayReadBalances: 'saldot på {{accounts}}',
  mayReadTransactions: 'transaktionerna på {{accounts}}',
  mayReadAccounts: 'namn och nummer på {{accounts}}',
  mayReadOwner: 'kontoinnehavarens namn',
  accountsPicked: 'de konton du väljer',
  accountsNamed: 'de konton som appen har angett',
  accountsAll: 'alla dina konton',
  mayReadOnce: 'en enda gång',
  mayReadHowOften: 'högst {{times}} gånger om dagen när du inte är med',
  mayReadHowOftenOne: 'högst en gång om dagen när du inte är med',
  mayReadUntil: 'till och med {{date}}',
  mayNot: 'De kan inte',
  mayNotMoveMoney: 'flytta pengar, betala eller ändra något',
  mayNotSeeOther: 'se några andra konton',
  askNext: 'Legitimera dig och välj sedan konton. {{bank}} delar ingenting förrän du har godkänt.',
  sameDevice: 'Fortsätt med BankID på den här enheten',
  otherDevice: 'Fortsätt med BankID på en annan enhet',
  askTestHint: 'Här spelar du en testkund.',
  askTestLink: 'Välj vilken',

  sandboxOnly: 'Bara i testmiljön',
  testCustomerTitle: 'Vilken testkund är du?',
  testCustomerHelp: 'Testkunderna är påhittade. Med var och en kan du prova något särskilt.',
  testCustomer: 'Testkund',

  waitingSameTitle: 'Legitimera dig med BankID',
  waitingSame:
    'Öppna BankID på den här enheten och följ anvisningarna. Kom sedan tillbaka till den här sidan.',
  waitingSameSandbox:
    'En kund skulle nu öppna BankID på den här enheten. I testmiljön spelar du den rollen själv.',
  openBankId: 'Öppna BankID',
  waitingOtherTitle: 'Läs av koden med BankID',
  waitingOther1: 'Öppna BankID i telefonen.',
  waitingOther2: 'Välj att läsa av en QR-kod.',
  waitingOther3: 'Rikta kameran mot koden på den här sidan.',
  qrLabel: 'QR-kod för BankID, ny varje sekund',
  statusPending: 'Väntar på BankID. Du har ungefär {{minutes}} minuter på dig.',
  statusPendingOne: 'Väntar på BankID. Du har ungefär en minut på dig.',
  statusPendingNone: 'Väntar på BankID. Tiden är snart ute.',
  statusComplete: 'Du är legitimerad. Nästa sida öppnas.',
  statusEnded: 'BankID är avslutat. Nästa sida öppnas.',
  waitingTime:
    'Om tiden går ut kommer du tillbaka till {{app}}, och ingenting delas. Därifrån kan du börja om.',
  checkAgain: 'Kontrollera igen',
  cancelWaiting: 'Avbryt och gå tillbaka till {{app}}',

  phoneTitle: 'Du är testkundens telefon',
  phoneHelp: 'Välj vad kunden gör i BankID.',
  phoneApprove: 'Legitimera',
  phoneCancel: 'Avbryt i BankID',
  phoneFail: 'Låt det misslyckas',
  phoneTimeOut: 'Låt tiden gå ut',

  againTitle: 'Det gick inte att legitimera dig med BankID',
  againText: 'Ingenting har delats med {{app}}. Du kan försöka igen.',
  againLast:
    'Du har ett försök kvar. Om det också misslyckas kommer du tillbaka till {{app}} utan att något delas.',
  tryAgain: 'Försök igen',

  chooseTitle: 'Vill du dela kontouppgifter med {{app}}?',
  chooseCustomer: 'Du är legitimerad som {{customer}}.',
  chooseAccounts: 'Vilka konton?',
  namedAccount: 'Det här kontot',
  namedAccounts: 'Dessa konton',
  chooseNone: 'Välj minst ett konto, eller gå tillbaka utan att dela.',
  chooseNoneLink: 'Välj minst ett konto',
  chooseProblem: 'Du har inte valt något konto',
  accountNumber: 'Kontonummer',
  balance: 'Saldo',
  regret: 'Du kan ångra dig när du vill. Avsluta åtkomsten i {{app}} eller kontakta {{bank}}.',
  regretHere: 'Du kan ångra dig när du vill under {{link}}.',
  myPermissions: 'Mina medgivanden',
  chooseTime:
    'För din säkerhet är sidan öppen i {{minutes}} minuter. Därefter behöver du legitimera dig igen.',
  approve: 'Godkänn',

  noAccountsTitle: 'Du har inga konton att dela',
  noAccountsText:
    '{{app}} bad att få läsa dina kontouppgifter, men du har inget konto hos {{bank}} som kan delas.',
  noAccountsNothing: 'Ingenting har delats. {{app}} får bara veta att åtkomst inte gavs.',
  goBack: 'Gå tillbaka till {{app}}',

  whatToDo: 'Det här kan du göra',
  forDeveloper: 'För appens utvecklare',
  details: 'Detaljer',
  errorCode: 'Felkod',
  errorDescription: 'Beskrivning',
  requestId: 'Ärendenummer (request id)',

  sessionLostTitle: 'Vi hittar inte din begäran längre',
  sessionLostText:
    'Sidan har varit öppen för länge, öppnades i en annan webbläsare eller så tog din webbläsare inte emot vår kaka. Ingenting har delats.',
  sessionLostDo: 'Gå tillbaka till appen du kom från och börja om. Kakor måste vara tillåtna.',
  notFoundTitle: 'Det finns ingen sida här',
  notFoundText: 'Adressen är fel eller så är sidan borttagen.',
  notFoundDo: 'Gå tillbaka till appen du kom från och börja om därifrån.',
  unknownAppTitle: 'Vi känner inte till appen som skickade dig hit',
  unknownAppText:
    'Begäran gäller en app som inte finns eller som har tagits bort. För säkerhets skull skickar vi dig inte tillbaka. Ingenting har delats.',
  unknownAppDo:
    'Stäng den här sidan. Om du litar på appen kan du berätta för dem som gör den vad du ser här.',
  unknownAppDeveloper:
    'client_id hör inte till någon app. Kopiera Client ID från appens sida och kontrollera att appen finns kvar.',
  unknownRedirectTitle: 'Appen vill att vi skickar dig till en okänd adress',
  unknownRedirectText:
    'Appen har inte registrerat adressen som du skulle skickas tillbaka till. För säkerhets skull skickar vi dig inte dit. Ingenting har delats.',
  unknownRedirectDo:
    'Stäng den här sidan. Om du litar på appen kan du berätta för dem som gör den vad du ser här.',
  unknownRedirectDeveloper:
    'redirect_uri måste tecken för tecken vara samma som en av de redirect URI:er som står på appens sida. Kontrollera schema, port, sökväg och avslutande snedstreck.',
  invalidRequestTitle: 'Appen skickade en begäran som vi inte kan använda',
  invalidRequestText:
    'Något i begäran saknas eller är fel, och vi kan inte skicka dig tillbaka med den. Ingenting har delats.',
  invalidRequestDo:
    'Stäng den här sidan. Om du litar på appen kan du berätta för dem som gör den vad du ser här.',
  invalidRequestDeveloper:
    'Beskrivningen nedan säger vad som är fel. Rätta auktoriseringsbegäran och börja om; PKCE med S256 krävs.',
  unavailableTitle: 'Vi går inte att nå just nu',
  unavailableText:
    'Något som vi behöver för att svara är borta en stund. Har du nyss svarat på en fråga vet vi inte än om svaret kom fram.',
  unavailableDo: 'Vänta en minut och ladda om sidan: den fortsätter där du är.',
  serverErrorTitle: 'Något gick fel hos oss',
  serverErrorText: 'Vi kunde inte slutföra det du bad om. Felet är vårt och ingenting har delats.',
  serverErrorDo:
    'Vänta en minut, gå tillbaka till appen du kom från och försök igen. Om det händer igen, kontakta oss och ange ärendenumret.',
}
