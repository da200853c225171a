/** English texts of the pages that change an app's World: its test data. */
export const enWorld = {
  'worldData.title': 'Test data of {{name}}',
  'worldData.lead':
    'Customers, accounts and transactions of your own choice, in place of what the bank brings along.',
  'worldData.link': 'Change the test data',
  'worldData.back': 'Back to the World of {{name}}',
  'worldData.now': 'What the World has now',
  'worldData.count':
    '{{customers}} customers, {{accounts}} accounts, {{transactions}} transactions',
  'worldData.download': 'Download as {{format}}',
  'worldData.schema': 'Every field explained: JSON Schema',
  'worldData.replace': 'Replace it',
  'worldData.ends':
    'All or nothing, from the next call on. Then all of the World’s customers, accounts and transactions are those of the file.',
  'worldData.ends1':
    'Consents, tokens and certificates stay. A consent no longer reaches accounts that the file does not have.',
  'worldData.ends2':
    'An account keeps its id, and so its consents, while its IBAN and currency stay the same. Only the first replacement gives new ids to the accounts that the bank brought along.',
  'worldData.ends3': 'Starting the World anew brings back what the bank brings along.',
  'worldData.file': 'A file (JSON or YAML, at most 1 MB)',
  'worldData.fileHint': 'When a file is chosen, it counts instead of the text below.',
  'worldData.text': 'Or as text',
  'worldData.textHint': 'JSON or YAML. What stands here now is what the World has.',
  'worldData.textLong': 'JSON or YAML. What the World has is too long to edit here: download it.',
  'worldData.submit': 'Replace the test data',
  'worldData.done': 'The World has the new test data.',
  'worldData.missing': 'Choose a file or write the data.',
  'worldData.large': 'The data is larger than 1 MB. Nothing was changed.',
  'worldData.unreadable': 'Line {{line}} can not be read: {{reason}}',
  'worldData.wrong': 'Line {{line}}, {{place}}: {{reason}}',
  'worldData.wrongWhole': 'Line {{line}}: {{reason}}',
  'worldData.summary': 'Nothing was changed: the data does not fit',
}
