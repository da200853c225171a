/** Lean push at the door: what a TPP wants to be told, and what it is answered. @see BG Lean Push 1.0 */
import type { IncomingHttpHeaders } from 'node:http'
import { notificationContents } from '#src/domain/catalogue/bank-profile.ts'
import type { NotificationContent } from '#src/domain/catalogue/bank-profile.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import type { NotificationTarget } from '#src/domain/notifications/notification.ts'
import type { NotificationWish } from '#src/domain/notifications/notifications.ts'
import type { Xs2aCall } from './endpoint.ts'
import { isPlainHost } from '#src/kit/plain-host.ts'
import { isOwnHost } from './own-host.ts'
import { TppError } from './tpp-messages.ts'
import { consentPath } from './wire-consent.ts'

const uriHeader = 'TPP-Notification-URI'
const contentHeader = 'TPP-Notification-Content-Preferred'

/** Undefined when the TPP asks for none. Throws FORMAT_ERROR for a header of the wrong form. */
export function readNotificationWish(headers: IncomingHttpHeaders): NotificationWish | undefined {
  const contents = readContents(headers[contentHeader.toLowerCase()])
  const uri = headers[uriHeader.toLowerCase()]
  if (uri === undefined) return undefined
  if (typeof uri !== 'string' || !isHttpsUri(uri)) {
    const text = 'Send an absolute https address without user name and fragment.'
    throw new TppError('FORMAT_ERROR', { path: uriHeader, text })
  }
  return { uri, ...(contents ? { contents } : {}) }
}

/** What the TPP will be told; without a target it asked where the bank tells nothing. */
export interface Telling {
  readonly target?: NotificationTarget
}

/** Undefined when the TPP asked for none, or the bank has no notifications. */
export async function planNotifications(
  call: Xs2aCall,
  consent: Consent,
  wish: NotificationWish | undefined,
): Promise<Telling | undefined> {
  if (!wish) return undefined
  const { realm, worldId, appId, id } = consent
  const { isOffered } = (await call.services.profileOf(worldId)).notifications
  if (!isOffered) return undefined
  if (!isOwnHost(wish.uri, call.caller.domains)) return {}
  const path = consentPath(call, consent)
  const watcher = { kind: 'consent', id, realm, worldId, appId, path } as const
  return targetOf({ target: await call.services.notifications.plan(watcher, wish) })
}

export function targetOf(
  telling: { readonly target?: NotificationTarget | undefined } = {},
): Telling {
  return telling.target ? { target: telling.target } : {}
}

/** Says in the headers of the answer what will be told. */
export function announceNotifications(call: Xs2aCall, telling: Telling | undefined): void {
  if (!telling) return
  const told = telling.target?.contents ?? []
  call.announce('aspsp-notification-support', String(told.length > 0))
  if (told.length > 0) call.announce('aspsp-notification-content', `status=${told.join(',')}`)
}

function readContents(sent: string | string[] | undefined) {
  if (sent === undefined) return undefined
  const [, list = ''] = /^status\s*=\s*(.*)$/u.exec(String(sent).trim()) ?? []
  const names = list.split(',').map((name) => name.trim())
  const contents = names.filter((name): name is NotificationContent =>
    (notificationContents as readonly string[]).includes(name),
  )
  if (contents.length === names.length && new Set(names).size === names.length) return contents
  const text = `Send status= and a list of ${notificationContents.join(', ')}, none of them twice.`
  throw new TppError('FORMAT_ERROR', { path: contentHeader, text })
}

function isHttpsUri(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null &&
    url.protocol === 'https:' &&
    isPlainHost(url.hostname) &&
    url.username === '' &&
    url.password === '' &&
    !text.includes('#')
  )
}
