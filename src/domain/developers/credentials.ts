/** Links in mails and sessions: secrets that are handed out once and kept as digests. */
import { hourMs, minuteMs } from '#src/kit/clock.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { createSecret, sha256Hex } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import type { LinkPurpose, Session } from './developer.ts'
import type { LinkStore } from './link-store.ts'
import type { SessionStore } from './session-store.ts'

const linkLifetimeMs = 24 * hourMs
const sessionLifetimeMs = 12 * hourMs
const sessionIdleMs = 2 * hourMs
const touchEveryMs = minuteMs

/** Secret scanners recognise a session's token by it. */
const sessionPrefix = 'portico_st_'

interface Moment {
  readonly now: EpochMs
  readonly random: Random
}

/** Makes the one link of the developer that works; older ones die. */
export async function issueLink(
  stores: { readonly links: LinkStore },
  link: { developerId: string; purpose: LinkPurpose },
  { now, random }: Moment,
): Promise<string> {
  const token = createSecret('', random)
  await stores.links.replaceAll(link.developerId, now)
  const expiresAt = now + linkLifetimeMs
  await stores.links.create({ ...link, tokenHash: sha256Hex(token), createdAt: now, expiresAt })
  return token
}

export interface OpenedSession {
  readonly token: string
  readonly expiresAt: EpochMs
}

export async function openSession(
  stores: { readonly sessions: SessionStore },
  developerId: string,
  { now, random }: Moment,
): Promise<OpenedSession> {
  const token = createSecret(sessionPrefix, random)
  const expiresAt = now + sessionLifetimeMs
  const tokenHash = sha256Hex(token)
  await stores.sessions.create({
    tokenHash,
    developerId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  })
  return { token, expiresAt }
}

const sessionIdLength = 16

/** Names a session in the audit trail: it tells sessions apart and opens none. */
export function sessionIdOf(token: string): string {
  return sha256Hex(`session ${token}`).slice(0, sessionIdLength)
}

/** The session when it still lives; being asked for keeps it from falling idle. */
export async function findLiveSession(
  stores: { readonly sessions: SessionStore },
  token: string,
  now: EpochMs,
): Promise<Session | undefined> {
  if (!token.startsWith(sessionPrefix)) return undefined
  const session = await stores.sessions.find(sha256Hex(token))
  if (!session || session.expiresAt <= now) return undefined
  if (session.lastSeenAt + sessionIdleMs <= now) return undefined
  if (session.lastSeenAt + touchEveryMs <= now) {
    await stores.sessions.touch(session.tokenHash, now)
  }
  return session
}
