/** Svenska texter på sidorna som ändrar en apps testbank (World), och om bankprofilen. */
import type { enWorld } from './en-world.ts'

export const svWorld: Record<keyof typeof enWorld, string> = {
  'worldData.title': 'Testdata för {{name}}',
  'worldData.lead':
    'Kunder, konton och transaktioner som du själv väljer, i stället för det som banken har med sig.',
  'worldData.link': 'Ändra testdata',
  'worldData.back': 'Tillbaka till testbanken för {{name}}',
  'worldData.now': 'Det som finns i testbanken nu',
  'worldData.count': '{{customers}} kunder, {{accounts}} konton, {{transactions}} transaktioner',
  'worldData.download': 'Ladda ner som {{format}}',
  'worldData.schema': 'Alla fält förklarade: JSON Schema',
  'worldData.replace': 'Byt ut det',
  'worldData.ends':
    'Allt eller inget, från och med nästa anrop. Därefter är alla kunder, konton och transaktioner i testbanken de som står i filen.',
  'worldData.ends1':
    'Samtycken, tokens och certifikat finns kvar. Ett samtycke når inte längre konton som saknas i filen.',
  'worldData.ends2':
    'Ett konto behåller sitt id, och därmed sina samtycken, så länge dess IBAN och valuta är desamma. Bara det första bytet ger nya id åt de konton som banken hade med sig.',
  'worldData.ends3': 'När du börjar om med testbanken kommer det tillbaka som banken har med sig.',
  'worldData.file': 'En fil (JSON eller YAML, högst 1 MB)',
  'worldData.fileHint': 'Om en fil är vald gäller den i stället för texten nedan.',
  'worldData.text': 'Eller som text',
  'worldData.textHint': 'JSON eller YAML. Det som står här nu är det som finns i testbanken.',
  'worldData.textKept': 'JSON eller YAML. Det står här så som du skickade det.',
  'worldData.textLong':
    'JSON eller YAML. Det som finns i testbanken är för långt att redigera här: ladda ner det.',
  'worldData.submit': 'Byt ut testdata',
  'worldData.done': 'Testbanken har dina nya testdata.',
  'worldData.missing': 'Välj en fil eller skriv data.',
  'worldData.large': 'Filen är större än 1 MB. Inget har ändrats.',
  'worldData.unreadable': 'Rad {{line}} går inte att läsa: {{reason}}',
  'worldData.wrong': 'Rad {{line}}, {{place}}: {{reason}}',
  'worldData.wrongWhole': 'Rad {{line}}: {{reason}}',
  'worldData.summary': 'Inget har ändrats: data passar inte',
  'profile.title': 'Bankprofilen',
  'profile.lead':
    'PSD2 och Berlin Group lämnar val åt varje bank. Det här är valen som {{bank}} har gjort, och var gränssnittet skiljer sig från standarden.',
  'profile.own':
    'Varje apps testbank kan vara en annan sorts bank: ägaren ändrar profilen på testbankens sida, eller med PATCH /sandbox/world/v1/profile.',
  'profile.choice': 'Val',
  'profile.value': 'Värde',
  'profile.yes': 'Ja',
  'profile.no': 'Nej',
  'profile.unset': 'Inte satt',
  'profile.deviations': 'Där gränssnittet skiljer sig från standarden',
  'profile.deviations.text':
    'Med avsikt, jämfört med det officiella kontraktet NextGenPSD2 XS2A 1.3.11. Det gäller vad profilen än säger.',
  'profile.place': 'Var',
  'profile.ours': 'Vad gränssnittet gör',
  'worldProfile.title': 'Bankprofil för {{name}}',
  'worldProfile.lead':
    'Vilken sorts bank appens testbank är. En ändring gäller från och med nästa anrop.',
  'worldProfile.link': 'Testbankens profil',
  'worldProfile.same': 'Det är profilen för {{bank}}; inget har ändrats.',
  'worldProfile.changed_one': 'Ett val skiljer sig från {{bank}}.',
  'worldProfile.changed_other': '{{count}} val skiljer sig från {{bank}}.',
  'worldProfile.mark': 'Ändrat',
  'worldProfile.bank': 'Banken:',
  'worldProfile.edit': 'Ändra profilen',
  'worldProfile.reset': 'Tillbaka till bankens profil',
  'worldProfile.save': 'Spara profilen',
  'worldProfile.keep': 'Låt den vara',
  'worldProfile.saved': 'Profilen är sparad.',
  'worldProfile.wasReset': 'Testbanken har bankens egen profil igen.',
  'worldProfile.nth': '{{name}}, plats {{count}}',
  'worldProfile.none': '–',
  'worldProfile.empty': 'välj minst ett.',
  'worldProfile.number': 'skriv ett heltal från {{min}} till {{max}}.',
}
