/** Builds the issuing of test certificates. Loaded only with the sandbox role: production trusts other issuers. */
import { createTestAuthority } from '#src/adapters/certificates/test-authority.ts'
import { Certificates } from '#src/domain/tpps/certificates.ts'
import type { Ground } from './ground.ts'

/** Id of the competent authority inside the test certificates. @see ETSI TS 119 495 §5.2.1 */
const authorityId = 'SE-FINA'

export function createCertificates(
  ground: Pick<Ground, 'keys' | 'clock' | 'random' | 'transact' | 'stores' | 'pack'>,
): Certificates {
  const { keys, clock, random, transact, stores, pack } = ground
  // The name alone: what follows the comma explains the authority to a reader.
  const [name = ''] = pack.legalEntity.nationalAuthority.en.split(',')
  return new Certificates({
    transact,
    clock,
    random,
    certificates: stores.certificates,
    tppIdentifiers: stores.tppIdentifiers,
    issuer: createTestAuthority({
      keys,
      clock,
      country: pack.country,
      authority: {
        name,
        id: authorityId,
      },
    }),
  })
}
