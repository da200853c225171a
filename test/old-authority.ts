/** A store as version 0.1 left it: one authority for server and clients, and a certificate it issued for an app. */
import 'reflect-metadata' // x509 needs it loaded first
import { createHash } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { algorithm, importKey, toIdentity } from '#src/adapters/certificates/identity.ts'
import type { Identity } from '#src/adapters/certificates/identity.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { createStores } from '#src/adapters/database/stores.ts'
import { openStore } from '#src/app/open-store.ts'
import { loadConfig } from '#src/config/config.ts'
import { dayMs, systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import type { Surroundings } from './harness.ts'

const newNames = ['tls-client-authority', 'tls-server-authority', 'tls-server-certificate']

/** Takes back what the newer version made; to be called while nothing runs. */
export async function makeOldStore(surroundings: Surroundings, appId: string) {
  const { database, secret } = await openStore(loadConfig(surroundings.environment))
  const [clock, random] = [systemClock, systemRandom]
  const keys = createSealedKeys({ database, secret, clock, random })
  await database.db.deleteFrom('sealed_keys').where('name', 'in', newNames).execute()
  const authority = await makeOldAuthority()
  await keys.loadOrCreateKey('installation', 'tls-ca', () =>
    Promise.resolve(JSON.stringify(authority)),
  )
  const { certPem, keyPem } = await issueAsBefore(authority)
  const id = 'cert_of_before'
  const { raw, serial } = factsOf(certPem)
  await createStores(database.db).certificates.create({
    id,
    realm: 'sandbox',
    appId,
    thumbprint: createHash('sha256').update(raw).digest('hex'),
    serial,
    roles: ['AISP'],
    notBefore: clock.now(),
    notAfter: clock.now() + 300 * dayMs,
    createdAt: clock.now(),
  })
  await database.close()
  return { id, identity: { certificate: certPem, key: keyPem } }
}

function factsOf(pem: string) {
  const { rawData, serialNumber } = new x509.X509Certificate(pem)
  return { raw: Buffer.from(rawData), serial: serialNumber }
}

export async function makeOldAuthority(): Promise<Identity> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Portico built-in CA,O=Portico',
    notAfter: new Date(systemClock.now() + 3_000 * dayMs),
    signingAlgorithm: algorithm,
    keys: pair,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(pair.publicKey),
    ],
  })
  return await toIdentity(certificate, pair.privateKey)
}

/** With both usages and the name of the app, whatever it is. */
async function issueAsBefore({ certPem, keyPem }: Identity): Promise<Identity> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const issuer = new x509.X509Certificate(certPem)
  const { clientAuth, serverAuth } = x509.ExtendedKeyUsage
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ C: ['SE'] }, { O: ['Budget'] }, { CN: ['Budget'] }],
    issuer: issuer.subject,
    notAfter: new Date(systemClock.now() + 300 * dayMs),
    signingAlgorithm: algorithm,
    publicKey: pair.publicKey,
    signingKey: await importKey(keyPem),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([clientAuth, serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return await toIdentity(certificate, pair.privateKey)
}
