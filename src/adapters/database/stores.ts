/** All stores of one connection or transaction. A store is added here and nowhere else. */
import type { Kysely } from 'kysely'
import { createAccessFactsStore } from './stores/access-facts-store.ts'
import { createSecretStore } from './stores/secret-store.ts'
import { createAppStore, createWorldStore } from './stores/app-store.ts'
import { createAuthorisationStore } from './stores/authorisation-store.ts'
import { createCallRecordStore } from './stores/call-record-store.ts'
import { createContactMessageStore } from './stores/contact-message-store.ts'
import { createCertificateStore, createTppIdentifierStore } from './stores/certificate-store.ts'
import { createConsentStore } from './stores/consent-store.ts'
import { createDeveloperStore } from './stores/developer-store.ts'
import { createGrantStore } from './stores/grant-store.ts'
import { createLinkStore } from './stores/link-store.ts'
import { createMailStore } from './stores/mail-store.ts'
import { createNotificationStore } from './stores/notification-store.ts'
import { createNoticeStore } from './stores/notice-store.ts'
import { createOauthArtifactStore } from './stores/oauth-artifact-store.ts'
import { createOrganisationStore } from './stores/organisation-store.ts'
import { createProductAccessStore } from './stores/product-access-store.ts'
import { createRateLimitStore } from './stores/rate-limit-store.ts'
import { createRetentionStore } from './stores/retention-store.ts'
import { createPersonalDataStore } from './stores/personal-data-store.ts'
import { createSandboxAuthenticationStore } from './stores/sandbox-authentication-store.ts'
import { createSessionStore } from './stores/session-store.ts'
import { createSubscriptionStore } from './stores/subscription-store.ts'
import { createPsuFailureStore } from './stores/psu-failure-store.ts'
import { createRememberedAnswerStore } from './stores/remembered-answer-store.ts'
import { createReportMarkStore } from './stores/report-mark-store.ts'
import { createUnattendedAccessStore } from './stores/unattended-access-store.ts'
import { createVisitorSlotStore } from './stores/visitor-slot-store.ts'
import type { Tables } from './tables.ts'

/** Every store over one Kysely (a pool, or one transaction). */
export function createStores(db: Kysely<Tables>) {
  return {
    accessFacts: createAccessFactsStore(db),
    apps: createAppStore(db),
    secrets: createSecretStore(db),
    authorisations: createAuthorisationStore(db),
    callRecords: createCallRecordStore(db),
    certificates: createCertificateStore(db),
    tppIdentifiers: createTppIdentifierStore(db),
    consents: createConsentStore(db),
    contactMessages: createContactMessageStore(db),
    developers: createDeveloperStore(db),
    grants: createGrantStore(db),
    links: createLinkStore(db),
    mails: createMailStore(db),
    notices: createNoticeStore(db),
    notifications: createNotificationStore(db),
    oauthArtifacts: createOauthArtifactStore(db),
    organisations: createOrganisationStore(db),
    productAccess: createProductAccessStore(db),
    rateLimits: createRateLimitStore(db),
    personalData: createPersonalDataStore(db),
    retention: createRetentionStore(db),
    sessions: createSessionStore(db),
    subscriptions: createSubscriptionStore(db),
    psuFailures: createPsuFailureStore(db),
    unattendedAccesses: createUnattendedAccessStore(db),
    rememberedAnswers: createRememberedAnswerStore(db),
    reportMarks: createReportMarkStore(db),
    visitorSlots: createVisitorSlotStore(db),
    worlds: createWorldStore(db),
    sandboxAuthentications: createSandboxAuthenticationStore(db),
  }
}

export type Stores = ReturnType<typeof createStores>
