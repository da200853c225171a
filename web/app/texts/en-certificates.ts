/** English texts of the page with an app's test certificates. */
export const enCertificates = {
  'certificates.title': 'Test certificates of {{name}}',
  'certificates.lead':
    'Calls on the TLS address may identify themselves with a certificate. These are issued by the sandbox and open nothing but the World of this app.',
  'certificates.link': 'Test certificates',
  'certificates.linkText':
    'For mutual TLS: a certificate with the roles of a TPP, as the dedicated interface asks for.',
  'certificates.go': 'Certificates of the app',
  'certificates.identifier': 'organizationIdentifier',
  'certificates.identifierText':
    'The same in every certificate of the app, so a renewed certificate keeps its consents. It is also the client_id of a client that has no other credential.',
  'certificates.address': 'TLS address',
  'certificates.authority': 'Its authority',
  'certificates.authorityText':
    'It vouches for this address and for no other. The issuer of the certificates below is another one, which no client needs to trust.',
  'certificates.list': 'Issued certificates',
  'certificates.none': 'No certificate has been issued to this app yet.',
  'certificates.serial': 'Serial number',
  'certificates.fingerprint': 'SHA-256',
  'certificates.roles': 'Roles',
  'certificates.until': 'Valid until',
  'certificates.issuedAt': 'Issued',
  'certificates.revoked': 'Revoked',
  'certificates.revoke': 'Revoke',
  'certificates.done': 'The certificate is revoked. The next call with it is refused.',
  'certificates.issue': 'Issue a certificate',
  'certificates.rolesHint': 'What the TPP may do. The roles are written into the certificate.',
  'certificates.role.AISP': 'reads accounts',
  'certificates.role.PISP': 'starts payments',
  'certificates.role.PIISP': 'asks for confirmation of funds',
  'certificates.csr': 'Certificate request (optional)',
  'certificates.csrHint':
    'PKCS #10 in PEM. Its key is used, its names are not. Left empty, a key is made here and shown once.',
  'certificates.submit': 'Issue the certificate',
  'certificates.rolesMissing': 'Choose at least one role.',
  'certificates.readyTitle': 'The certificate is ready',
  'certificates.once':
    'Save the private key now. It is shown this once: we keep neither it nor a copy.',
  'certificates.ownKey': 'It belongs to the key of your request, which never left you.',
  'certificates.certificate': 'Certificate',
  'certificates.chain': 'Issuer',
  'certificates.chainText':
    'For a client that sends its whole chain. Never trust it as the issuer of a server: the TLS address has another one.',
  'certificates.privateKey': 'Private key',
  'certificates.download': 'Download {{file}}',
  'certificates.back': 'I have saved it: to the certificates',
  'certificates.backPlain': 'To the certificates',
  'certificates.call': 'A first call',
  'certificates.callText':
    'Beside the saved files. It makes a consent; its answer names the next step under _links.',
  'certificates.toApp': 'Back to {{name}}',
}
