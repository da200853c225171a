/** Svenska texter på sidorna som ändrar en apps World: dess testdata. */
import type { enWorld } from './en-world.ts'

export const svWorld: Record<keyof typeof enWorld, string> = {
  'worldData.title': 'Testdata för {{name}}',
  'worldData.lead':
    'Kunder, konton och transaktioner som du själv väljer, i stället för det som banken har med sig.',
  'worldData.link': 'Ändra testdata',
  'worldData.back': 'Tillbaka till World för {{name}}',
  'worldData.now': 'Det som finns i World nu',
  'worldData.count': '{{customers}} kunder, {{accounts}} konton, {{transactions}} transaktioner',
  'worldData.download': 'Ladda ner som {{format}}',
  'worldData.schema': 'Alla fält förklarade: JSON Schema',
  'worldData.replace': 'Byt ut det',
  'worldData.ends':
    'Allt eller inget, från och med nästa anrop. Därefter är alla kunder, konton och transaktioner i World de som står i filen.',
  'worldData.ends1':
    'Samtycken, tokens och certifikat finns kvar. Ett samtycke når inte längre konton som saknas i filen.',
  'worldData.ends2':
    'Ett konto behåller sitt id, och därmed sina samtycken, så länge dess IBAN och valuta är desamma. Bara det första bytet ger nya id åt de konton som banken hade med sig.',
  'worldData.ends3': 'När World startas om kommer det tillbaka som banken har med sig.',
  'worldData.file': 'En fil (JSON eller YAML, högst 1 MB)',
  'worldData.fileHint': 'Om en fil är vald gäller den i stället för texten nedan.',
  'worldData.text': 'Eller som text',
  'worldData.textHint': 'JSON eller YAML. Det som står här nu är det som finns i World.',
  'worldData.textLong':
    'JSON eller YAML. Det som finns i World är för långt att redigera här: ladda ner det.',
  'worldData.submit': 'Byt ut testdata',
  'worldData.done': 'World har de nya testdata.',
  'worldData.missing': 'Välj en fil eller skriv data.',
  'worldData.large': 'Filen är större än 1 MB. Inget har ändrats.',
  'worldData.unreadable': 'Rad {{line}} går inte att läsa: {{reason}}',
  'worldData.wrong': 'Rad {{line}}, {{place}}: {{reason}}',
  'worldData.wrongWhole': 'Rad {{line}}: {{reason}}',
  'worldData.summary': 'Inget har ändrats: data passar inte',
}
