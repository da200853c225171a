/** Swedish texts of contact, notices and an app's World. */
import type { enSupport } from './en-support.ts'

export const svSupport: Record<keyof typeof enSupport, string> = {
  'contact.title': 'Kontakta oss',
  'contact.send': 'Skicka meddelandet',
  'contact.optional': '{{label}} (frivilligt)',
  'contact.choose': 'Välj …',
  'contact.kept':
    'Ditt meddelande sparas hos oss och raderas efter tolv månader. Det går till dem på {{bank}} som sköter portalen och till ingen annan.',
  'contact.trap': 'Lämna det här fältet tomt, det finns för att fånga robotar',
  'contact.trapped':
    'Fältet som ska vara tomt var ifyllt, så som robotar gör. Det är tomt igen: tryck på Skicka en gång till. Ditt meddelande har inte skickats.',
  'contact.missing': '{{label}} är ett obligatoriskt fält',
  'contact.long': '{{label}} är för långt: skriv högst {{max}} tecken',
  'contact.email': '{{label}}: skriv en adress som namn@example.com',
  'contact.choice': '{{label}} innehåller inget av alternativen i listan',
  'contact.unsent': 'Ditt meddelande har inte skickats',
  'contact.unsentText':
    'Vi kunde inte spara det just nu. Allt du skrev står kvar nedan: skicka det igen om några minuter.',
  'contact.tooMany':
    'Ditt meddelande har inte skickats, eftersom väldigt många har kommit den senaste timmen. Allt du skrev står kvar nedan: skicka det igen om {{wait}}.',
  'contact.wrongForm':
    'Ditt meddelande har inte skickats, eftersom formuläret har ändrats sedan du öppnade det. Kontrollera fälten och skicka igen.',
  'contact.done': 'Tack, ditt meddelande har kommit fram',
  'contact.doneText': 'Ditt ärendenummer är',
  'contact.next': 'Vad som händer nu',
  'contact.next1': 'En människa på {{bank}} läser ditt meddelande.',
  'contact.next2': 'Svaret kommer med e-post till {{email}}.',
  'contact.next3': 'Skriver du igen om samma sak, uppge ärendenumret.',
  'contact.home': 'Till förstasidan',
  'unavailable.title': 'Sidan går inte att visa just nu',
  'unavailable.text':
    'Något som sidan behöver är borta en stund. Ladda om den om en minut; det du har sparat finns kvar.',
  'tooLarge.title': 'Det du skickade är för stort',
  'tooLarge.text':
    'Ett formulär får vara högst 64 kB, så ingenting lästes eller sparades. Gå tillbaka i webbläsaren: det du skrev finns kvar. Korta ner det och skicka igen.',

  'notices.title': 'Driftmeddelanden',
  'notices.maintenance': 'Underhåll',
  'notices.incident': 'Störning',
  'notices.now': 'pågår',
  'notices.none': 'Inget underhåll är planerat och ingen störning är känd.',

  'world.title': 'Testbanken för {{name}}',
  'world.lead':
    'Appens egen kopia av testbanken, dess World. Det appen gör här syns inte för någon annan app.',
  'world.back': 'Tillbaka till {{name}}',
  'world.clock': 'Klocka',
  'world.now': 'Tiden i testbanken',
  'world.ahead': 'Jämfört med verklig tid',
  'world.aheadNot': 'Samma',
  'world.aheadBy': '{{seconds}} sekunder före',
  'world.customers': 'Kunder',
  'world.customersText':
    'Peka ut en kund med dess id: som login_hint när du skickar någon att godkänna, eller som customerId i World API.',
  'world.noAccounts': 'Har inget konto här.',
  'world.id': 'Kundens id',
  'world.accountsOf': 'Konton som tillhör {{name}}',
  'world.reset': 'Börja om med testbanken',
  'world.resetText': 'Det här händer när du bekräftar:',
  'world.reset1':
    'Alla samtycken som getts i testbanken upphör direkt, och med dem alla access tokens och refresh tokens.',
  'world.reset2': 'Även godkännanden som pågår avslutas.',
  'world.reset3': 'Klockan går tillbaka till verklig tid.',
  'world.reset4':
    'Kunderna, deras konton och bankprofilen är som första dagen; egna testdata är borta. Appen, dess Client Secret och dess lista över anrop finns kvar.',
  'world.confirm': 'Ja, avsluta all åtkomst i testbanken',
  'world.confirmMissing': 'Kryssa i rutan för att bekräfta att all åtkomst i testbanken upphör.',
  'world.resetGo': 'Börja om med testbanken',
  'world.resetDone': 'Testbanken är som ny. All åtkomst som getts i den har upphört.',
  'world.none': 'Här finns ingen testbank',
  'world.noneText':
    'Den här installationen kör portalen utan sandlåda, så det finns ingen testbank att visa för appen. Själva appen fungerar som förut.',
  'app.world': 'Testbank (World)',
  'app.worldText':
    'Appens egen kopia av testbanken: kunderna, vad var och en är bra för, deras konton och ett sätt att börja om.',
  'app.worldGo': 'Öppna testbanken',
  'app.callsOlder': 'Äldre anrop',
  'app.callsNewest': 'Nyaste anropen',
  'app.callsEnd': 'Det finns inga äldre anrop.',
  'app.callsNext': 'Se vilka som kan godkänna: kunderna i appens testbank',
  'app.notFoundNext':
    'Jämför med huvudet X-Request-ID som din app skickade: den jämförs tecken för tecken. Anrop utan giltig token hör inte till någon app och finns inte här.',
}
