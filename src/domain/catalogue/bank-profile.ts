/**
 * The bank profile: every choice that the framework leaves to a bank, as data with defaults. It holds no rule; the rooms read it.
 * A World may carry its own changes to it (JSON merge patch), so that one installation shows every kind of bank.
 */
import { z } from 'zod'

export const scaApproaches = ['redirect', 'oauth', 'decoupled', 'embedded'] as const
export type ScaApproach = (typeof scaApproaches)[number]

export const consentModels = [
  'dedicated',
  'bank-offered',
  'global',
  'account-list',
  'account-list-with-balances',
] as const
export type ConsentModel = (typeof consentModels)[number]

/** @see BG Lean Push 1.0, TPP-Notification-Content-Preferred */
export const notificationContents = ['SCA', 'PROCESS', 'LAST'] as const
export type NotificationContent = (typeof notificationContents)[number]

export const bookingStatuses = ['booked', 'pending', 'both', 'information', 'all'] as const

const consentRules = z.strictObject({
  /** Which consent models are offered; others answer SERVICE_INVALID. @see BG IG 1.3 §6.3 */
  models: z
    .array(z.enum(consentModels))
    .min(1)
    .default([...consentModels]),
  /** Longest life of a consent in days. @see RTS 2018/389 art. 10a as amended by 2022/2360: 180 days */
  lifetimeDays: z.int().min(1).max(180).default(180),
  /** Unattended reads per consent, account and endpoint. @see RTS 2018/389 art. 36(5)(b) */
  frequencyPerDay: z.int().min(1).max(1_000).default(4),
  /** What "a day" means for that count. */
  dayOfCount: z.enum(['calendar-day', 'rolling-24-hours']).default('calendar-day'),
  /** Days back that need no fresh authentication. @see RTS 2018/389 art. 10a(1) */
  historyDaysWithoutSca: z.int().min(1).max(730).default(90),
  /** How long after an authentication the older history may be read. */
  freshScaMinutes: z.int().min(1).max(60).default(15),
  /** Whether `combinedServiceIndicator: true` is taken; otherwise SESSIONS_NOT_SUPPORTED. */
  hasCombinedService: z.boolean().default(false),
  /** Whether owners' names are given on `allAccountsWithOwnerName` and additionalInformation. */
  hasOwnerName: z.boolean().default(true),
})

const scaRules = z.strictObject({
  /** Offered approaches, the bank's own choice first. */
  approaches: z
    .array(z.enum(scaApproaches))
    .min(1)
    .default([...scaApproaches]),
  /** `by-tpp` follows TPP-Explicit-Authorisation-Preferred. */
  startMode: z.enum(['implicit', 'explicit', 'by-tpp']).default('by-tpp'),
  /** Consecutive failures of a customer before the block. @see RTS 2018/389 art. 4(3)(b) */
  attemptsMax: z.int().min(1).max(5).default(5),
  /** How long the block lasts. */
  blockMinutes: z.int().min(1).max(1_440).default(30),
  /** Inactivity that ends an authorisation. @see RTS 2018/389 art. 4(3)(d) */
  idleMinutes: z.int().min(1).max(5).default(5),
  /** Whether the TPP must confirm a redirect with the code that the browser brings. @see BG IG 1.3 §5.6 */
  hasConfirmationCode: z.boolean().default(false),
  /** How long a link to the customer's pages may be opened. */
  redirectMinutes: z.int().min(1).max(60).default(15),
})

const accountRules = z.strictObject({
  bookingStatuses: z
    .array(z.enum(bookingStatuses))
    .min(1)
    .default([...bookingStatuses]),
  /** How `entryReferenceFrom` and `deltaList` are answered. */
  delta: z.enum(['offered', 'not-offered']).default('offered'),
  hasStandingOrders: z.boolean().default(true),
  hasCardAccounts: z.boolean().default(true),
  /** camt.053 on `Accept: application/xml`. */
  hasCamt053: z.boolean().default(true),
  /** Reports with more entries than this are offered as a download. */
  downloadFromEntries: z.int().min(1).max(1_000_000).default(5_000),
})

const fundsRules = z.strictObject({
  /** Confirmation of funds and its consents; without it their addresses are unknown. */
  isOffered: z.boolean().default(true),
  /** Questions per consent and day: many more would find out the balance, which is nobody's to know. */
  questionsPerDay: z.int().min(1).max(1_000).default(20),
})

const notificationRules = z.strictObject({
  /** Whether status changes are pushed at all. @see BG Lean Push 1.0 */
  isOffered: z.boolean().default(true),
  /** What is told: each SCA status, each status of the resource, the last one alone. */
  contents: z
    .array(z.enum(notificationContents))
    .min(1)
    .default([...notificationContents]),
  /** Whether a push that fails is tried again; in the framework it is not. */
  retry: z.enum(['off', 'backoff']).default('off'),
})

/** The two bodies of an error that the framework knows. @see BG IG 1.3 §4.13 */
export const errorForms = ['tppMessages', 'problem'] as const

export const bankProfileSchema = z.strictObject({
  consents: consentRules.prefault({}),
  sca: scaRules.prefault({}),
  accounts: accountRules.prefault({}),
  funds: fundsRules.prefault({}),
  /** `problem` is application/problem+json. @see RFC 9457 */
  errorForm: z.enum(errorForms).default('tppMessages'),
  notifications: notificationRules.prefault({}),
  /** How callers may identify themselves on the TLS port; the plain port knows the bearer alone. */
  identification: z
    .array(z.enum(['certificate', 'bearer']))
    .min(1)
    .default(['certificate', 'bearer']),
})

/** A whole profile: the pack's, or a World's own. */
export type BankProfile = z.infer<typeof bankProfileSchema>

/** Where a World's profile is read. */
export type ProfileOf = (worldId: string) => Promise<BankProfile>
