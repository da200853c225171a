/** The portal API's messages as the pages use them, named after the contract that the file beside is made from. */
import type { components } from './portal-contract.ts'

type Schemas = components['schemas']

export type OpenedSession = Schemas['Session']
export type Developer = Schemas['Account']
export type AppDraft = Required<Schemas['NewApp']>
export type App = Schemas['App']
export type CreatedApp = Schemas['CreatedApp']
export type CallRecord = Schemas['Call']
export type PushedNotification = Schemas['Notification']
export type World = Schemas['World']
export type TestData = Schemas['TestData']
export type Profile = Schemas['Profile']
export type BankProfile = Schemas['BankProfile']
export type CertificateList = Schemas['CertificateList']
export type ClientSecret = Schemas['ClientSecret']
export type CreatedClientSecret = Schemas['CreatedClientSecret']
export type Certificate = Schemas['Certificate']
export type NewCertificate = Schemas['NewCertificate']
export type IssuedCertificate = Schemas['IssuedCertificate']
export type TppRole = Schemas['TppRole']
export type ContactForm = Schemas['ContactForm']
export type ContactField = Schemas['ContactField']
export type Console = Schemas['Console']
export type NewConsoleCall = Schemas['NewConsoleCall']
export type ConsoleCall = Schemas['ConsoleCall']
export type Notice = Schemas['Notice']
export type ProductHead = Schemas['ProductHead']
export type Product = Schemas['Product']
export type VersionHead = Schemas['VersionHead']
export type ApiReference = Schemas['ApiReference']
export type ReferenceOperation = Schemas['ReferenceOperation']
export type OperationHead = Schemas['OperationHead']
export type ReferenceContent = Schemas['ReferenceContent']
export type SchemaView = Schemas['SchemaView']
export type NoticeList = Schemas['NoticeList']
export type SearchAnswer = Schemas['SearchAnswer']

/** RFC 9457 makes every member optional, and an answer may come from in front of us. */
export type Problem = Partial<Schemas['Problem']>
