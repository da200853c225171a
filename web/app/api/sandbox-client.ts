/** The part of the portal's JSON API that is about an app's sandbox: its World and its test certificates. It knows no page and no text. */
import type { Answer } from './portal-client.ts'
import type {
  BankProfile,
  CertificateList,
  IssuedCertificate,
  NewCertificate,
  Profile,
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
  readWorldProfile(appId: string): Promise<Answer<Profile>>
  changeWorldProfile(appId: string, patch: object): Promise<Answer<Profile>>
  resetWorldProfile(appId: string): Promise<Answer<unknown>>
  readBankProfile(): Promise<Answer<BankProfile>>
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
    readWorldProfile: (appId) => call('GET', `${appPath(appId)}/world/profile`),
    changeWorldProfile: (appId, patch) => call('PATCH', `${appPath(appId)}/world/profile`, patch),
    resetWorldProfile: (appId) => call('DELETE', `${appPath(appId)}/world/profile`),
    readBankProfile: () => call('GET', '/bank-profile'),
    listCertificates: (appId) => call('GET', certificates(appId)),
    issueCertificate: (appId, wanted) => call('POST', certificates(appId), wanted),
    revokeCertificate: (appId, id) =>
      call('DELETE', `${certificates(appId)}/${encodeURIComponent(id)}`),
  }
}
