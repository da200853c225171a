/**
 * Keys of the installation that once were derived from its secret: the seal of the audit trail, the digests and the
 * answers of repeated writes. They live sealed in the store, so that another secret wraps them anew and changes none.
 * Whoever needs one of them takes it from here.
 */
import type { Hidden } from '#src/kit/hidden.ts'
import { deriveKey } from './sealing.ts'
import type { SealedKeys } from './sealed-keys.ts'

export interface InstallationKeys {
  /** Seals the checkpoints of the audit trail. */
  readonly audit: Uint8Array
  readonly writeDigests: Uint8Array
  readonly writeAnswers: Uint8Array
}

/** The purposes under which the keys were derived; a store that is older than its sealed keys goes on with those. */
const purposes = {
  audit: 'audit checkpoints',
  writeDigests: 'digests of writes',
  writeAnswers: 'answers to writes',
} as const satisfies Record<keyof InstallationKeys, string>

const installationRealm = 'installation'

/** Loads the keys; the first process to ask keeps them for all. */
export async function loadInstallationKeys(options: {
  readonly keys: Pick<SealedKeys, 'loadOrCreateKey'>
  readonly secret: Hidden
}): Promise<InstallationKeys> {
  const load = async (purpose: string) => {
    const derive = () =>
      Promise.resolve(Buffer.from(deriveKey(options.secret, purpose)).toString('base64url'))
    const text = await options.keys.loadOrCreateKey(installationRealm, purpose, derive)
    return new Uint8Array(Buffer.from(text, 'base64url'))
  }
  return {
    audit: await load(purposes.audit),
    writeDigests: await load(purposes.writeDigests),
    writeAnswers: await load(purposes.writeAnswers),
  }
}
