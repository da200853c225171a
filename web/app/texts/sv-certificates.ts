/** Svenska texter på sidan med en apps testcertifikat. */
import type { enCertificates } from './en-certificates.ts'

export const svCertificates: Record<keyof typeof enCertificates, string> = {
  'certificates.title': 'Testcertifikat för {{name}}',
  'certificates.lead':
    'Anrop till TLS-adressen kan visa vem de kommer från med ett certifikat. De här är utfärdade av sandlådan och öppnar bara appens egen testbank.',
  'certificates.link': 'Testcertifikat',
  'certificates.linkText':
    'För ömsesidig TLS: ett certifikat med en tredjepartsleverantörs roller, så som det dedikerade gränssnittet vill ha det.',
  'certificates.go': 'Appens certifikat',
  'certificates.identifier': 'organizationIdentifier',
  'certificates.identifierText':
    'Samma i alla appens certifikat, så ett förnyat certifikat behåller sina samtycken. Den är också client_id för en klient som inte har några andra uppgifter.',
  'certificates.address': 'TLS-adress',
  'certificates.authority': 'Dess utfärdare',
  'certificates.authorityText':
    'Den går i god för den här adressen och ingen annan. Certifikaten nedan har en annan utfärdare, som ingen klient behöver lita på.',
  'certificates.list': 'Utfärdade certifikat',
  'certificates.none': 'Inget certifikat har utfärdats för appen än.',
  'certificates.serial': 'Serienummer',
  'certificates.fingerprint': 'SHA-256',
  'certificates.roles': 'Roller',
  'certificates.until': 'Giltigt till',
  'certificates.issuedAt': 'Utfärdat',
  'certificates.revoked': 'Spärrat',
  'certificates.revoke': 'Spärra',
  'certificates.done': 'Certifikatet är spärrat. Nästa anrop med det avvisas.',
  'certificates.issue': 'Utfärda ett certifikat',
  'certificates.rolesHint':
    'Vad tredjepartsleverantören får göra. Rollerna skrivs in i certifikatet.',
  'certificates.role.AISP': 'läser konton',
  'certificates.role.PISP': 'startar betalningar',
  'certificates.role.PIISP': 'frågar om pengarna räcker',
  'certificates.csr': 'Certifikatbegäran (valfri)',
  'certificates.csrHint':
    'PKCS #10 i PEM. Nyckeln används, namnen inte. Om fältet är tomt skapas en nyckel här och visas en gång.',
  'certificates.submit': 'Utfärda certifikatet',
  'certificates.rolesMissing': 'Välj minst en roll.',
  'certificates.readyTitle': 'Certifikatet är klart',
  'certificates.once':
    'Spara den privata nyckeln nu. Den visas bara den här gången: vi sparar varken den eller någon kopia.',
  'certificates.ownKey': 'Det hör till nyckeln i din begäran, som aldrig har lämnat dig.',
  'certificates.certificate': 'Certifikat',
  'certificates.chain': 'Utfärdare',
  'certificates.chainText':
    'För en klient som skickar hela sin kedja. Lita aldrig på den som utfärdare för en server: TLS-adressen har en annan.',
  'certificates.privateKey': 'Privat nyckel',
  'certificates.download': 'Ladda ner {{file}}',
  'certificates.back': 'Jag har sparat den: till certifikaten',
  'certificates.backPlain': 'Till certifikaten',
  'certificates.call': 'Ett första anrop',
  'certificates.callText':
    'Körs bredvid de sparade filerna. Det skapar ett samtycke; svaret pekar ut nästa steg under _links.',
  'certificates.toApp': 'Tillbaka till {{name}}',
}
