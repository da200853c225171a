/** The portal's JSON API as functions: one per operation, answers as tagged outcomes. It knows no page and no text. */
import type { Language } from '../paths.ts'
import type { ApiAnswer, Portal } from '../portal-context.ts'
import type {
  App,
  AppDraft,
  CallRecord,
  CreatedApp,
  Developer,
  OpenedSession,
  Problem,
} from './portal-types.ts'

export type Answer<Value> =
  | { outcome: 'ok'; value: Value }
  | { outcome: 'refused'; status: number; problem: Problem; retryAfterSeconds: number }

export interface PortalClient {
  createAccount(email: string, password: string): Promise<Answer<unknown>>
  activate(token: string): Promise<Answer<OpenedSession>>
  requestPasswordReset(email: string): Promise<Answer<unknown>>
  resetPassword(token: string, password: string): Promise<Answer<unknown>>
  openSession(email: string, password: string): Promise<Answer<OpenedSession>>
  closeSession(): Promise<Answer<unknown>>
  readAccount(): Promise<Answer<Developer>>
  changePassword(currentPassword: string, newPassword: string): Promise<Answer<unknown>>
  deleteAccount(reason: string): Promise<Answer<unknown>>
  listApps(): Promise<Answer<{ apps: App[] }>>
  createApp(draft: AppDraft): Promise<Answer<CreatedApp>>
  readApp(id: string): Promise<Answer<App>>
  updateApp(id: string, change: Omit<AppDraft, 'type'>): Promise<Answer<unknown>>
  deleteApp(id: string): Promise<Answer<unknown>>
  listCalls(id: string, requestId: string): Promise<Answer<{ calls: CallRecord[] }>>
}

interface Caller {
  portal: Portal
  language: Language
  sessionToken?: string | undefined
}

export function createPortalClient({ portal, language, sessionToken }: Caller): PortalClient {
  const call = async <Value>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<Value>> => {
    const session = sessionToken === undefined ? {} : { sessionToken }
    const content = body === undefined ? {} : { body }
    return toAnswer<Value>(await portal.api(method, path, { language, ...content, ...session }))
  }
  const appPath = (id: string): string => `/apps/${encodeURIComponent(id)}`
  return {
    createAccount: (email, password) => call('POST', '/accounts', { email, password, language }),
    activate: (token) => call('POST', '/activations', { token }),
    requestPasswordReset: (email) => call('POST', '/password-resets', { email, language }),
    resetPassword: (token, password) =>
      call('PUT', `/password-resets/${encodeURIComponent(token)}`, { password }),
    openSession: (email, password) => call('POST', '/sessions', { email, password }),
    closeSession: () => call('DELETE', '/sessions/current'),
    readAccount: () => call('GET', '/account'),
    changePassword: (currentPassword, newPassword) =>
      call('PUT', '/account/password', { currentPassword, newPassword }),
    deleteAccount: (reason) => call('DELETE', '/account', reason === '' ? undefined : { reason }),
    listApps: () => call('GET', '/apps'),
    createApp: (draft) => call('POST', '/apps', draft),
    readApp: (id) => call('GET', appPath(id)),
    updateApp: (id, change) => call('PATCH', appPath(id), change),
    deleteApp: (id) => call('DELETE', appPath(id)),
    listCalls: (id, requestId) =>
      call(
        'GET',
        `${appPath(id)}/calls${requestId === '' ? '' : `?requestId=${encodeURIComponent(requestId)}`}`,
      ),
  }
}

function toAnswer<Value>(answer: ApiAnswer): Answer<Value> {
  const { status, body, headers } = answer
  // The contract promises the shape of every answer below 400; the API's own tests hold it to that.
  if (status < 400) return { outcome: 'ok', value: body as Value }
  const retryAfterSeconds = Number(headers['retry-after'] ?? '') || 60
  // RFC 9457: every member of a problem is optional, so an empty object is one too.
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Problem
  return { outcome: 'refused', status, problem, retryAfterSeconds }
}
