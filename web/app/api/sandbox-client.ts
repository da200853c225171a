/** The part of the portal's JSON API that is about an app's sandbox: its World and its test certificates. It knows no page and no text. */
import type { Answer } from './portal-client.ts'
import type {
  CertificateList,
  IssuedCertificate,
  NewCertificate,
  TestData,
  PushedNotification,
  World,
} from './portal-types.ts'

export interface SandboxClient {
  /** What was pushed to the app's TPP-Notification-URI, newest first. */
  listNotifications(id: string): Promise<Answer<{ notifications: PushedNotification[] }>>
  readWorld(id: string): Promise<Answer<World>>
  resetWorld(id: string): Promise<Answer<unknown>>
  readTestData(appId: string): Promise<Answer<TestData>>
  replaceTestData(appId: string, data: unknown): Promise<Answer<unknown>>
  listCertificates(appId: string): Promise<Answer<CertificateList>>
  issueCertificate(appId: string, wanted: NewCertificate): Promise<Answer<IssuedCertificate>>
  revokeCertificate(appId: string, id: string): Promise<Answer<unknown>>
}

type Call = <Value>(method: string, path: string, body?: unknown) => Promise<Answer<Value>>

export function createSandboxClient(call: Call): SandboxClient {
  const appPath = (id: string): string => `/apps/${encodeURIComponent(id)}`
  const certificates = (appId: string): string => `${appPath(appId)}/certificates`
  return {
    listNotifications: (id) => call('GET', `${appPath(id)}/notifications`),
    readWorld: (id) => call('GET', `${appPath(id)}/world`),
    resetWorld: (id) => call('POST', `${appPath(id)}/world/reset`),
    readTestData: (appId) => call('GET', `${appPath(appId)}/world/test-data`),
    replaceTestData: (appId, data) => call('PUT', `${appPath(appId)}/world/test-data`, data),
    listCertificates: (appId) => call('GET', certificates(appId)),
    issueCertificate: (appId, wanted) => call('POST', certificates(appId), wanted),
    revokeCertificate: (appId, id) =>
      call('DELETE', `${certificates(appId)}/${encodeURIComponent(id)}`),
  }
}
