/**
 * How an account comes into being: an address asks, and whoever reads its mail chooses the password.
 * Nothing that is typed before the mailbox is proven may become a credential.
 */
import type { MailLanguage } from '#src/domain/mail/mail-texts.ts'
import { createId, sha256Hex } from '#src/kit/random.ts'
import type { AccountDependencies, AccountStores } from './account-dependencies.ts'
import { issueLink, openSession } from './credentials.ts'
import type { OpenedSession } from './credentials.ts'
import type { Developer } from './developer.ts'
import { refuse } from './developers-errors.ts'
import { parseEmail } from './email.ts'
import { parsePassword } from './passwords.ts'

/** Deliberately without a name: it would be personal data that outlives the account. */
const personalOrganisationName = 'Personal'

/** Sends an activation link, or word that the address has an account already; the caller cannot tell which. */
export async function signUp(
  deps: AccountDependencies,
  input: { email: string; language: MailLanguage; source: string },
): Promise<void> {
  const { limits, transact, mailer } = deps
  const email = parseEmail(input.email)
  await limits.take([{ name: 'sign-up-source', of: [input.source] }])
  // Nothing is lost by silence: the last mail still says how to go on.
  if (!(await limits.isWithin({ name: 'sign-up-address', of: [email] }))) return
  await transact(async ({ audit, ...stores }) => {
    const developer = await findOrCreate(deps, stores, { email, language: input.language })
    const subject = { kind: 'developer', id: developer.id }
    audit.note({ actor: { kind: 'system' }, action: 'developer.sign-up-received', subject })
    const mail = { to: email, language: input.language }
    if (developer.state !== 'active') return mailActivation(deps, stores, { ...mail, developer })
    await issueLinkToNobody(deps, stores)
    return mailer.enqueue(stores, { ...mail, kind: 'already-registered' })
  })
}

/** Brings the account to life with the password chosen behind its link, and signs in. */
export async function activate(
  deps: AccountDependencies,
  input: { token: string; password: string },
): Promise<OpenedSession & { email: string }> {
  const { transact, links, developers, passwords, clock, random, names } = deps
  const tokenHash = sha256Hex(input.token)
  const link = await links.findUsable(tokenHash, 'activation', clock.now())
  const owner = link && (await developers.find(link.developerId))
  if (!owner) throw refuse('link-invalid')
  const passwordHash = await passwords.hash(
    parsePassword(input.password, { email: owner.email, names }),
  )
  return transact(async ({ audit, ...stores }) => {
    const at = clock.now()
    const developer = await stores.developers.lock(owner.id)
    const isUsed = await stores.links.use(tokenHash, at)
    const isActive = await stores.developers.activate(owner.id, { passwordHash, at })
    if (!developer || !isUsed || !isActive) throw refuse('link-invalid')
    await createOrganisation(deps, stores, owner.id)
    const actor = { kind: 'developer' as const, id: owner.id }
    const subject = { kind: 'developer', id: owner.id }
    audit.record({ actor, action: 'developer.activated', subject })
    const session = await openSession(stores, owner.id, { now: at, random })
    return { ...session, email: developer.email }
  })
}

/** Sends the one activation link that works from now on. */
export async function mailActivation(
  deps: AccountDependencies,
  stores: AccountStores,
  mail: { to: string; language: MailLanguage; developer: Developer },
): Promise<void> {
  const { to, language, developer } = mail
  const link = { developerId: developer.id, purpose: 'activation' as const }
  const token = await issueLink(stores, link, { now: deps.clock.now(), random: deps.random })
  await deps.mailer.enqueue(stores, { kind: 'activation', to, language, token })
}

/** As much writing as a real link costs, so that the time of an answer tells nothing. */
export async function issueLinkToNobody(deps: AccountDependencies, stores: AccountStores) {
  const moment = { now: deps.clock.now(), random: deps.random }
  const developerId = createId('nobody', moment.now, moment.random)
  await stores.developers.lock(developerId)
  await issueLink(stores, { developerId, purpose: 'password-reset' }, moment)
}

/** Another sign-up with the same address may be under way: whoever comes second finds the first one's row. */
async function findOrCreate(
  deps: AccountDependencies,
  stores: AccountStores,
  { email, language }: { email: string; language: MailLanguage },
): Promise<Developer> {
  const createdAt = deps.clock.now()
  const id = createId('dev', createdAt, deps.random)
  const fresh = { id, email, state: 'pending', passwordHash: '', language, createdAt } as const
  if (await stores.developers.create(fresh)) return fresh
  const found = await stores.developers.findByEmail(email)
  const locked = found && (await stores.developers.lock(found.id))
  if (!locked || locked.state === 'deleted') throw refuse('busy', { retryAfterSeconds: 1 })
  return locked
}

async function createOrganisation(
  deps: AccountDependencies,
  stores: AccountStores,
  developerId: string,
) {
  const at = deps.clock.now()
  const id = createId('org', at, deps.random)
  const name = personalOrganisationName
  await stores.organisations.create({ id, kind: 'personal', name, createdAt: at })
  await stores.organisations.addMember(id, { developerId, role: 'owner', at })
}
