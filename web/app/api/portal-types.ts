/** The portal API's messages as the pages use them. */

export type AppType = 'web' | 'native'

export interface OpenedSession {
  token: string
  expiresAt?: string
}

export interface Developer {
  email: string
}

export interface AppDraft {
  name: string
  type: AppType
  redirectUris: string[]
}

export interface App extends AppDraft {
  id: string
  clientId: string
  createdAt?: string
}

export interface CreatedApp {
  id: string
  clientId: string
  clientSecret: string
}

export interface CallRecord {
  requestId?: string | null
  method?: string
  path?: string
  operation?: string | null
  status: number
  arrivedAt?: string
  durationMs?: number
}

/** @see RFC 9457 */
export interface Problem {
  type?: string
  code?: string
  title?: string
  detail?: string
  errors?: { field?: string; pointer?: string; code?: string; detail?: string; message?: string }[]
}
