/** The portal's JSON API as functions: one per operation, answers as tagged outcomes. It knows no page and no text. */
import type { Language } from '../paths.ts'
import type { ApiAnswer, Portal } from '../portal-context.ts'
import type {
  ApiReference,
  App,
  AppDraft,
  CallRecord,
  Console,
  ConsoleCall,
  ContactForm,
  ClientSecret,
  CreatedApp,
  CreatedClientSecret,
  Developer,
  NewConsoleCall,
  NoticeList,
  OperationHead,
  OpenedSession,
  Problem,
  Product,
  ProductHead,
  ReferenceOperation,
  SearchAnswer,
} from './portal-types.ts'
import { type SandboxClient, createSandboxClient } from './sandbox-client.ts'

export type Answer<Value> =
  | { outcome: 'ok'; value: Value }
  | { outcome: 'refused'; status: number; problem: Problem; retryAfterSeconds: number }

export interface PortalClient extends SandboxClient {
  createAccount(email: string): Promise<Answer<unknown>>
  activate(token: string, password: string): Promise<Answer<OpenedSession>>
  requestPasswordReset(email: string): Promise<Answer<unknown>>
  resetPassword(token: string, password: string): Promise<Answer<unknown>>
  openSession(email: string, password: string): Promise<Answer<OpenedSession>>
  closeSession(): Promise<Answer<unknown>>
  readAccount(): Promise<Answer<Developer>>
  exportAccount(): Promise<Answer<unknown>>
  changePassword(currentPassword: string, newPassword: string): Promise<Answer<OpenedSession>>
  deleteAccount(currentPassword: string, reason: string): Promise<Answer<unknown>>
  listApps(): Promise<Answer<{ apps: App[] }>>
  createApp(draft: AppDraft): Promise<Answer<CreatedApp>>
  readApp(id: string): Promise<Answer<App>>
  updateApp(id: string, change: Omit<AppDraft, 'type'>): Promise<Answer<unknown>>
  deleteApp(id: string): Promise<Answer<unknown>>
  listClientSecrets(appId: string): Promise<Answer<{ secrets: ClientSecret[] }>>
  createClientSecret(appId: string, overlapHours: number): Promise<Answer<CreatedClientSecret>>
  revokeClientSecret(appId: string, id: string): Promise<Answer<unknown>>
  listProducts(): Promise<Answer<{ products: ProductHead[] }>>
  readProduct(id: string): Promise<Answer<Product>>
  readReference(id: string, version: string): Promise<Answer<ApiReference>>
  readOperation(
    id: string,
    version: string,
    operationId: string,
  ): Promise<
    Answer<{ operation: ReferenceOperation; before?: OperationHead; after?: OperationHead }>
  >
  subscribe(appId: string, productId: string): Promise<Answer<unknown>>
  unsubscribe(appId: string, productId: string): Promise<Answer<unknown>>
  /** `before` is the `next` of the page with newer calls. */
  listCalls(
    id: string,
    filter: { requestId: string; before: string },
  ): Promise<Answer<{ calls: CallRecord[]; next?: string }>>
  readContactForm(): Promise<Answer<ContactForm>>
  sendContactMessage(fields: Record<string, string>): Promise<Answer<{ reference: string }>>
  listNotices(): Promise<Answer<NoticeList>>
  readConsole(): Promise<Answer<Console>>
  callFromConsole(call: NewConsoleCall): Promise<Answer<ConsoleCall>>
  search(q: string): Promise<Answer<SearchAnswer>>
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
  const productPath = (id: string): string => `/products/${encodeURIComponent(id)}`
  const appPath = (id: string): string => `/apps/${encodeURIComponent(id)}`
  return {
    ...createSandboxClient(call),
    createAccount: (email) => call('POST', '/accounts', { email, language }),
    activate: (token, password) => call('POST', '/activations', { token, password }),
    requestPasswordReset: (email) => call('POST', '/password-resets', { email, language }),
    resetPassword: (token, password) =>
      call('PUT', `/password-resets/${encodeURIComponent(token)}`, { password }),
    openSession: (email, password) => call('POST', '/sessions', { email, password }),
    closeSession: () => call('DELETE', '/sessions/current'),
    readAccount: () => call('GET', '/account'),
    exportAccount: () => call('GET', '/account/export'),
    changePassword: (currentPassword, newPassword) =>
      call('PUT', '/account/password', { currentPassword, newPassword }),
    deleteAccount: (currentPassword, reason) =>
      call('DELETE', '/account', { currentPassword, ...(reason === '' ? {} : { reason }) }),
    listApps: () => call('GET', '/apps'),
    createApp: (draft) => call('POST', '/apps', draft),
    readApp: (id) => call('GET', appPath(id)),
    updateApp: (id, change) => call('PATCH', appPath(id), change),
    deleteApp: (id) => call('DELETE', appPath(id)),
    listClientSecrets: (appId) => call('GET', `${appPath(appId)}/secrets`),
    createClientSecret: (appId, overlapHours) =>
      call('POST', `${appPath(appId)}/secrets`, { overlapHours }),
    revokeClientSecret: (appId, id) =>
      call('DELETE', `${appPath(appId)}/secrets/${encodeURIComponent(id)}`),
    listProducts: () => call('GET', '/products'),
    readProduct: (id) => call('GET', productPath(id)),
    readReference: (id, version) =>
      call('GET', `${productPath(id)}/versions/${encodeURIComponent(version)}`),
    readOperation: (id, version, operationId) =>
      call(
        'GET',
        `${productPath(id)}/versions/${encodeURIComponent(version)}/operations/${encodeURIComponent(operationId)}`,
      ),
    subscribe: (appId, productId) =>
      call('PUT', `${appPath(appId)}/subscriptions/${encodeURIComponent(productId)}`),
    unsubscribe: (appId, productId) =>
      call('DELETE', `${appPath(appId)}/subscriptions/${encodeURIComponent(productId)}`),
    listCalls: (id, filter) => call('GET', `${appPath(id)}/calls${queryOf(filter)}`),
    readContactForm: () => call('GET', '/contact-form'),
    sendContactMessage: (fields) => call('POST', '/contact-messages', { fields, language }),
    listNotices: () => call('GET', '/notices'),
    readConsole: () => call('GET', '/console'),
    callFromConsole: (asked) => call('POST', '/console/calls', asked),
    search: (q) => call('GET', `/search?${new URLSearchParams({ q, language })}`),
  }
}

/** The query of an address; what is empty is left out. */
function queryOf(values: Record<string, string>): string {
  const given = Object.entries(values).filter(([, value]) => value !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
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
