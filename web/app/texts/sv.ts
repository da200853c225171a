/** Portalens texter på svenska. The type keeps the keys equal to the English ones. */
import type { en } from './en.ts'
import { svApps } from './sv-apps.ts'
import { svCertificates } from './sv-certificates.ts'
import { svSecrets } from './sv-secrets.ts'
import { svWorld } from './sv-world.ts'
import { svConsole } from './sv-console.ts'
import { svPush } from './sv-push.ts'
import { svSubscriptions } from './sv-subscriptions.ts'
import { svReference } from './sv-reference.ts'
import { svSupport } from './sv-support.ts'
import { svTexts } from './sv-texts.ts'

export const sv: Record<keyof typeof en, string> = {
  skip: 'Hoppa till innehållet',
  'nav.label': 'Huvudmeny',
  'nav.apis': 'API:er',
  'nav.guides': 'Guider',
  'nav.testData': 'Testdata',
  'nav.statistics': 'Statistik',
  'nav.apps': 'Appar',
  'nav.account': 'Konto',
  'nav.mailbox': 'Brevlåda',
  'nav.signIn': 'Logga in',
  'nav.signOut': 'Logga ut',
  'nav.developer': 'Utvecklare',
  'language.other': 'English',
  'foot.label': 'Mer',
  'foot.contact': 'Kontakt',
  'foot.faq': 'Frågor och svar',
  'foot.glossary': 'Ordlista',
  'foot.errors': 'Felkoder',
  'foot.maintenance': 'Underhåll',
  'foot.bankProfile': 'Bankprofil',
  'foot.security': 'Säkerhet',
  'foot.about': 'Om banken',
  'foot.access': 'Fungerar utan skript, med tangentbord och med skärmläsare.',

  'home.title': 'Kontoinformation, med kundens tillstånd',
  'home.heading': 'Kontoinformation, med kundens tillstånd.',
  'home.lead':
    'Läs konton, saldon och transaktioner hos {{bank}} i en egen sandlåda. Du behöver varken avtal, licens eller bankkonto för att börja.',
  'home.signUp': 'Skapa ett konto',
  'home.try': 'Prova ett anrop',
  'home.firstCall': 'Ditt första anrop, steg för steg',
  'home.toApps': 'Till dina appar',
  'home.call': 'Ett anrop och dess svar',
  'home.steps': 'Tre steg till ett första svar',
  'home.step1': 'Skapa en app',
  'home.step1.text':
    'Ett Client ID, en Client Secret och en egen kopia av testbanken. Det tar ungefär en minut.',
  'home.step2': 'Fråga en testkund',
  'home.step2.text':
    'Testkunderna har ett års historik. De godkänner, säger nej, avbryter eller svarar för sent: du väljer, i webbläsaren eller via API.',
  'home.step3': 'Läs kontona',
  'home.step3.text':
    'Det räcker med din access token. Varje anrop sparas på appens sida och hittas med sitt X-Request-ID.',
  'home.products': 'API-produkter',
  'home.addresses': 'Adresser',
  'home.addresses.text': 'Bibliotek som läser metadata behöver bara den första.',
  'home.issuer': 'Auktorisationsserver',
  'home.interface': 'Kontoinformation',
  'home.world': 'World API: kunder och samtycke via API',
  'home.portalApi': 'Portalens API, som OpenAPI',
  'home.tls': 'Samma sak över TLS',

  'errors.summary_one': 'En sak behöver ändras',
  'errors.summary_other': '{{count}} saker behöver ändras',
  'error.emailMissing': 'Skriv din e-postadress.',
  'error.emailMalformed': 'Skriv adressen som namn@example.com.',
  'error.passwordMissing': 'Skriv ditt lösenord.',
  'error.passwordShort': 'Använd minst 15 tecken. Flera ord i rad fungerar bra.',
  'error.passwordLong': 'Använd högst {{max}} tecken.',
  'error.passwordRefused': 'Lösenordet kan inte användas. Använd 15 till 128 tecken.',
  'error.passwordCommon':
    'Det är ett vanligt lösenord, eller ett eller två vanliga ord: siffror och tecken runt dem hjälper inte. Använd minst tre ord som inte hör ihop.',
  'error.passwordPersonal':
    'Det är byggt kring din adress, eller kring bankens eller produktens namn. Använd ord som inte har med någotdera att göra.',
  'error.passwordPattern':
    'Det upprepar en del, följer tangenterna eller alfabetet, eller har för få olika tecken. Använd ord som inte hör ihop.',
  'error.currentPassword':
    'Det nuvarande lösenordet stämmer inte. Kontrollera det och försök igen.',
  'error.rateLimited': 'För många försök. Ingenting har ändrats. Försök igen om {{wait}}.',
  'error.fromApi': '{{detail}}',
  'error.failed': 'Det gick inte just nu. Inget du skrev är borta: försök igen om en stund.',
  'wait.seconds_one': 'en sekund',
  'wait.seconds_other': '{{count}} sekunder',
  'wait.minutes_one': 'en minut',
  'wait.minutes_other': '{{count}} minuter',

  'field.email': 'E-postadress',
  'field.password': 'Lösenord',
  'field.newPassword': 'Nytt lösenord',
  'field.currentPassword': 'Nuvarande lösenord',
  'field.passwordHint':
    'Minst 15 tecken. Alla tecken går bra, även mellanslag. Vanliga lösenord och sådana som är byggda kring din adress eller bankens namn godtas inte; i övrigt finns inga krav.',

  'signUp.title': 'Skapa ett konto',
  'signUp.lead':
    'Vi frågar bara efter en adress. Du får en länk med e-post; bakom den väljer du lösenordet.',
  'signUp.submit': 'Skicka länken',
  'signUp.have': 'Har du redan ett konto?',
  'mail.title': 'Titta i din e-post',
  'mail.signUp':
    'Om {{email}} kan användas för ett nytt konto är ett mejl med en länk på väg. Bakom länken väljer du lösenord. Den fungerar en gång, i 24 timmar.',
  'mail.lost':
    'Om {{email}} har ett konto här är ett mejl med en länk på väg: för att välja ett nytt lösenord, eller för att aktivera kontot om det inte är gjort. Äldre länkar slutar fungera.',
  'mail.nothing': 'Har inget kommit efter några minuter? Titta i skräpposten, eller',
  'mail.again': 'be om en ny länk',
  'mail.local':
    'Den här installationen körs lokalt och skickar inga mejl. Den visar dem i stället.',
  'mail.open': 'Öppna brevlådan',
  'activate.title': 'Aktivera ditt konto',
  'activate.lead':
    'Välj lösenordet till ditt konto. Sedan är du inloggad och skapar din första app.',
  'activate.submit': 'Aktivera mitt konto',
  'link.title': 'Länken fungerar inte längre',
  'link.text':
    'En länk fungerar en gång och i 24 timmar, och en nyare länk ersätter de äldre. Be om en ny: den kan också aktivera ett konto.',
  'link.new': 'Få en ny länk',

  'signIn.title': 'Logga in',
  'signIn.next': 'Logga in för att komma till sidan du ville se.',
  'signIn.submit': 'Logga in',
  'signIn.wrong':
    'Adressen och lösenordet hör inte till något aktivt konto. Kontrollera båda. Om du aldrig använde länken i vårt mejl kan du be om en ny.',
  'signIn.lost': 'Tappat bort lösenordet eller aktiveringslänken?',
  'signIn.none': 'Inget konto än?',
  'signIn.create': 'Skapa ett',
  'signIn.welcome': 'Det nya lösenordet är sparat. Logga in med det.',
  'cookies.title': 'Webbläsaren sparade inte kakan',
  'cookies.text':
    'Lösenordet var rätt, men inloggningen behöver en kaka från den här webbplatsen och webbläsaren skickade ingen tillbaka. Kakan håller din session och används inte till något annat.',
  'cookies.how': 'Så tillåter du den',
  'cookies.how1':
    'Öppna webbläsarens inställningar och leta efter ”Kakor” eller ”Webbplatsdata” under integritet.',
  'cookies.how2': 'Tillåt kakor för {{host}}. Kakor från tredje part kan förbli blockerade.',
  'cookies.how3': 'Kom tillbaka hit och logga in igen.',
  'cookies.again': 'Logga in igen',
  'signOut.title': 'Logga ut',
  'signOut.text': 'Det avslutar sessionen i den här webbläsaren.',
  'lost.title': 'Få en ny länk',
  'lost.lead':
    'För ett glömt lösenord, och för en aktiveringslänk som är borta eller för gammal. Vi skickar den länk som passar till adressen.',
  'lost.submit': 'Skicka en länk',
  'reset.title': 'Välj ett nytt lösenord',
  'reset.lead':
    'När du sparar avslutas alla kontots sessioner. Sedan loggar du in med det nya lösenordet.',
  'reset.submit': 'Spara det nya lösenordet',

  'account.title': 'Konto',
  'account.address': 'Din adress är {{email}}.',
  'account.password': 'Byt lösenord',
  'account.password.text': 'Andra sessioner avslutas när lösenordet byts.',
  'account.change': 'Byt lösenord',
  'account.changed': 'Lösenordet är bytt.',
  'account.export': 'Spara det vi har om dig',
  'account.export.text':
    'Ditt konto, dess historik, dina meddelanden och dina appar med allt i dem, som en JSON-fil. Hemligheter är inte med.',
  'account.export.go': 'Spara mina uppgifter (JSON)',
  'account.delete': 'Ta bort kontot',
  'account.delete.text': 'Nästa sida berättar vad som händer och ber om ditt lösenord.',
  'account.delete.go': 'Ta bort kontot…',
  'delete.title': 'Ta bort ditt konto?',
  'delete.text': 'Det här händer när du bekräftar:',
  'delete.1': 'Alla dina sessioner avslutas direkt, även den här.',
  'delete.2': 'Dina appar, deras Client Secret och all åtkomst de fått slutar fungera direkt.',
  'delete.3':
    'Din adress, dina appar med allt i dem och dina meddelanden raderas efter 14 dagar. Poster om anrop och ändringar med nummer blir kvar; de leder då inte till någon.',
  'delete.reason': 'Varför slutar du? (frivilligt)',
  'delete.reasonHint': 'Läses av dem som bygger detta. Skriv inga personuppgifter.',
  'delete.submit': 'Ta bort mitt konto och mina appar',
  'delete.keep': 'Behåll kontot',
  'delete.done': 'Ditt konto är borttaget',
  'delete.doneText':
    'Sessioner, appar och deras åtkomst har upphört. Din adress, dina appar och dina meddelanden raderas efter 14 dagar.',
  'delete.home': 'Till första sidan',

  'mailbox.title': 'Brevlåda',
  'mailbox.lead':
    'Mejl som installationen skulle ha skickat, nyast först. Sidan finns bara när den körs lokalt utan e-postserver, och bara för den som sitter vid datorn.',
  'mailbox.none': 'Inga mejl än',
  'mailbox.noneText': 'Mejl visas här när någon skapar ett konto eller ber om en ny länk.',
  'mailbox.to': 'Till {{to}}',
  'mailbox.links': 'Länkar i mejlet',
  'codes.title': 'Felkoder',
  'codes.lead': 'Vad varje kod i ett svar betyder, och vad du gör åt den.',
  'codes.none': 'Ingen kod har en sida än.',
  'code.description': 'Vad {{code}} betyder och vad du gör åt den.',
  'code.all': 'Alla felkoder',
  'notFound.title': 'Sidan finns inte',
  'notFound.text':
    'Adressen leder ingenstans. Den kan vara felskriven, eller så har sidan flyttats.',
  'notFound.home': 'Till första sidan',
  'failed.title': 'Något gick fel hos oss',
  'failed.text':
    'Det berodde inte på dig. Försök igen om en stund. Om det fortsätter, ange det här numret: {{incident}}',
  'refused.title': 'Det gick inte att ta emot',
  'refused.text':
    'Det som skickades hade inte en form som sidan tar emot. Gå tillbaka, ladda om sidan och försök igen.',
  ...svApps,
  ...svCertificates,
  ...svSecrets,
  ...svWorld,
  ...svConsole,
  ...svPush,
  ...svSubscriptions,
  ...svReference,
  ...svSupport,
  ...svTexts,
}
