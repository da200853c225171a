/** The bank pack: everything that makes one bank out of the product, as data. This holds its form and knows no file. */
import { z } from 'zod'
import type { Activity } from './activity.ts'
import { bankProfileSchema } from './bank-profile.ts'
import { languages, localizedSchema } from './localized.ts'
import type { ContactForm } from './contact-form.ts'
import type { PackNotice } from './notices.ts'
import type { Product } from './products.ts'
import type { TestAccount, TestCustomer } from './test-customers.ts'

const line = z.string().trim().min(1).max(200)
const colour = z.string().regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/u, 'a colour like #0a6b59')
const mail = z.email().max(254)

function shade(light: string, dark: string) {
  const value = { light, dark }
  return z.strictObject({ light: colour, dark: colour }).default(value)
}

/** Design tokens; what a bank leaves out is the house look. */
const tokensSchema = z.strictObject({
  canvas: shade('#fafaf7', '#0c1316'),
  paper: shade('#ffffff', '#121b1f'),
  ink: shade('#11212b', '#e9eff0'),
  muted: shade('#53636d', '#9bafb6'),
  line: shade('#e2e5e0', '#243139'),
  accent: shade('#0a6b59', '#63d3b7'),
  onAccent: shade('#ffffff', '#06231c'),
  accentSoft: shade('#e7f2ee', '#14302a'),
  code: shade('#f3f5f1', '#0e1619'),
})

const profileSchema = z.strictObject({
  accessTokenSeconds: z.int().min(60).max(3_600),
  refreshTokenDays: z.int().min(1).max(180),
  authentication: z.strictObject({
    method: localizedSchema,
    timeoutSeconds: z.int().min(30).max(600),
    /** @see RTS 2018/389 art. 4(3)(b): at most five */
    attemptsMax: z.int().min(1).max(5),
  }),
  transactions: z.strictObject({
    pageSize: z.int().min(1).max(1_000),
    historyDays: z.int().min(90).max(1_100),
  }),
  /** Every choice that the framework of the dedicated interface leaves to the bank. */
  xs2a: bankProfileSchema.prefault({}),
})

/** The file `bank.yaml` of a pack. */
export const bankFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/u, 'a short name in lower case, like norrsken'),
  name: line,
  legalEntity: z.strictObject({
    name: line,
    registrationNumber: z.string().regex(/^\d{6}-\d{4}$/u, 'a number like 559999-9991'),
    address: z.array(line).min(1).max(6),
    nationalAuthority: localizedSchema,
  }),
  /** Said wherever the bank presents itself, when there is no such bank; left out by a real one. */
  isFictional: localizedSchema.optional(),
  brand: z.strictObject({
    /** File name of the logo inside the pack. */
    logo: z.string().regex(/^[a-z0-9-]+\.svg$/u, 'the name of an .svg file in the pack'),
    tokens: tokensSchema,
  }),
  languages: z.array(z.enum(languages)).min(1),
  defaultLanguage: z.enum(languages),
  timeZone: line.refine(isTimeZone, 'a time zone like Europe/Stockholm'),
  country: z.string().regex(/^[A-Z]{2}$/u, 'an ISO 3166 country code'),
  bic: z.string().regex(/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/u, 'a BIC of 8 or 11 characters'),
  developerContact: mail,
  mailFrom: mail,
  interface: z.strictObject({ name: localizedSchema, version: line }),
  profile: profileSchema,
  texts: z.strictObject({ about: localizedSchema, tagline: localizedSchema }),
})

type BankFile = z.infer<typeof bankFileSchema>
type BrandTokens = BankFile['brand']['tokens']

/** A whole, checked pack. */
export interface BankPack extends Omit<BankFile, 'brand'> {
  readonly brand: {
    /** The logo as SVG text, safe to put into a page: no script, no reference outside itself. */
    readonly logoSvg: string
    readonly tokens: BrandTokens
  }
  readonly customers: readonly TestCustomer[]
  readonly accounts: readonly TestAccount[]
  readonly activity: Activity
  readonly products: readonly Product[]
  readonly contact: ContactForm
  readonly notices: readonly PackNotice[]
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).format(0) !== ''
  } catch {
    return false
  }
}
