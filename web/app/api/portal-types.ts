/** The portal API's messages as the pages use them, named after the contract that the file beside is made from. */
import type { components } from './portal-contract.ts'

type Schemas = components['schemas']

export type OpenedSession = Schemas['Session']
export type Developer = Schemas['Account']
export type AppDraft = Required<Schemas['NewApp']>
export type App = Schemas['App']
export type CreatedApp = Schemas['CreatedApp']
export type CallRecord = Schemas['Call']

/** RFC 9457 makes every member optional, and an answer may come from in front of us. */
export type Problem = Partial<Schemas['Problem']>
