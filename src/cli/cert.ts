/** `cert new`: issues a test certificate beside a running server and writes it into files. For whoever holds the store, so it asks for no sign-in. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadBankPack } from '#src/adapters/bank-pack/load-bank-pack.ts'
import { listPendingMigrations } from '#src/adapters/database/migrate.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { loadAuditKey } from '#src/app/audit-key.ts'
import { createCertificates } from '#src/app/certificates.ts'
import { openStore } from '#src/app/open-store.ts'
import type { OpenStore } from '#src/app/open-store.ts'
import { loadConfig } from '#src/config/config.ts'
import type { Config } from '#src/config/config.ts'
import { tppRoles } from '#src/domain/tpps/certificate.ts'
import type { TppRole } from '#src/domain/tpps/certificate.ts'
import { systemClock } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import { packageRoot } from './command.ts'
import type { Command } from './command.ts'

const usage =
  'Write: npm run portico -- cert new --app ID [--roles AISP,PISP,PIISP] [--csr request.pem] [--out folder]'
const ownerOnly = 0o600
const ownerOnlyFolder = 0o700

interface Wish {
  readonly appId: string
  readonly roles: readonly TppRole[]
  readonly csr?: string
  /** Folder for the files; one of its own below the data directory when left out. */
  readonly out?: string
}

export const cert: Command = async ({ arguments: rest, environment, print }) => {
  const wish = await readWish(rest)
  const config = loadConfig(environment)
  if (!config.roles.includes('sandbox'))
    throw new RefusedError(
      'Test certificates belong to the sandbox, which PORTICO_ROLES leaves out.',
    )
  const store = await openStore(config)
  try {
    const issued = await issue(config, store, wish)
    const folder = wish.out ?? join(config.dataDirectory, 'certificates', issued.id)
    await mkdir(folder, { recursive: true, mode: ownerOnlyFolder })
    const file = (name: string) => join(folder, name)
    await writeFile(file('certificate.pem'), issued.certificate)
    await writeFile(file('issuer.pem'), issued.chain)
    if (issued.privateKey !== undefined)
      await writeFile(file('key.pem'), issued.privateKey, { mode: ownerOnly })
    print(
      `${issued.id} for ${issued.organisationIdentifier} is in ${folder}: certificate.pem, issuer.pem`,
    )
    print('issuer.pem vouches for no server: whom to trust on the TLS address is at /ca.pem.')
    if (issued.privateKey !== undefined)
      print('Its private key is in key.pem there and nowhere else.')
    return 0
  } finally {
    await store.database.close()
  }
}

async function readWish(rest: readonly string[]): Promise<Wish> {
  const { positionals, values } = parseArgs({
    args: [...rest],
    allowPositionals: true,
    options: {
      app: { type: 'string' },
      roles: { type: 'string', default: tppRoles.join(',') },
      csr: { type: 'string' },
      out: { type: 'string' },
    },
  })
  if (positionals.join(' ') !== 'new' || values.app === undefined) throw new RefusedError(usage)
  const roles = values.roles.split(',').map(toRole)
  const csr = values.csr === undefined ? {} : { csr: await readCsr(values.csr) }
  const out = values.out === undefined ? {} : { out: values.out }
  return { appId: values.app, roles, ...out, ...csr }
}

function toRole(text: string): TppRole {
  const role = tppRoles.find((known) => known === text.trim())
  if (!role) throw new RefusedError(`There is no role "${text}": write ${tppRoles.join(', ')}.`)
  return role
}

async function readCsr(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new RefusedError(`The certificate request ${file} cannot be read.`, { cause: error })
  }
}

async function issue(config: Config, store: OpenStore, wish: Wish) {
  const { database, secret } = store
  if ((await listPendingMigrations(database)).length > 0) {
    throw new RefusedError(
      'The store does not have the newest structure. Write: npm run portico -- migrate',
    )
  }
  const [clock, random] = [systemClock, systemRandom]
  const keys = createSealedKeys({ database, secret, clock, random })
  await keys.assertSecretFits()
  const stores = createStores(database.db)
  const found = await stores.apps.find(wish.appId)
  if (!found) throw new RefusedError(`There is no app ${wish.appId}; its id begins with app_.`)
  const pack = await loadBankPack(join(packageRoot, 'banks', config.bank))
  const auditKey = await loadAuditKey(store)
  const transact = createTransact({
    database,
    createStores,
    clock,
    random,
    auditKey,
  })
  const certificates = createCertificates({ keys, clock, random, transact, stores, pack })
  const app = { id: found.id, realm: found.realm, name: found.name, actorId: 'command-line' }
  const { roles, csr } = wish
  try {
    const issued = await certificates.issue(app, { roles, ...(csr === undefined ? {} : { csr }) })
    return { ...issued, organisationIdentifier: await certificates.identifierOf(app) }
  } catch (error) {
    throw error instanceof DomainError ? toRefusal(error) : error
  }
}

function toRefusal({ code, facts, cause }: DomainError): RefusedError {
  const text =
    code === 'csr-invalid'
      ? `The certificate request cannot be used because ${String(facts['reason'])}.`
      : `The app has ${String(facts['max'])} certificates in force. Revoke one that is not needed.`
  return new RefusedError(text, { cause })
}
