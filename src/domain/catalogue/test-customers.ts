/** The test customers of a pack and their accounts: who they are, not what happens on the accounts. */
import { z } from 'zod'
import { isIban } from '#src/kit/iban.ts'
import { localizedSchema } from './localized.ts'
import { isTestPersonalNumber } from './personal-number.ts'

const line = z.string().trim().min(1).max(140)
const customerIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/u, 'a short id like astrid')
export const accountIdSchema = z
  .string()
  .regex(/^acc_[0-9a-z]{20}$/u, 'acc_ and 20 lower-case letters or digits')

const scaMethodSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/u, 'a short id like sms'),
  type: z.enum(['SMS_OTP', 'CHIP_OTP', 'PHOTO_OTP', 'PUSH_OTP']),
  name: line,
})

const usualMethods = [
  { id: 'sms', type: 'SMS_OTP' as const, name: 'SMS to +46 70 *** ** 01' },
  { id: 'chip', type: 'CHIP_OTP' as const, name: 'Card and reader' },
]

const customerSchema = z.strictObject({
  id: customerIdSchema,
  name: line,
  /** From the series reserved for tests, never a person's. */
  testPersonalNumber: z
    .string()
    .refine(isTestPersonalNumber, 'a personal number from the series reserved for tests (980-999)'),
  about: localizedSchema,
  state: z.enum(['active', 'blocked']).default('active'),
  /** Public, as everything of a test customer: what the embedded approach asks for. */
  password: line.default('sandbox'),
  scaMethods: z.array(scaMethodSchema).max(10).default(usualMethods),
  /** The one-time password that every method of the customer answers to. */
  otp: z
    .string()
    .regex(/^\d{4,10}$/u, '4 to 10 digits')
    .default('123456'),
})

const accountSchema = z.strictObject({
  id: accountIdSchema,
  iban: z.string().refine(isIban, 'an IBAN with right check digits'),
  currency: z.string().regex(/^[A-Z]{3}$/u, 'an ISO 4217 currency'),
  name: line,
  product: line,
  cashAccountType: z.enum(['CACC', 'SVGS', 'TRAN', 'CASH']),
  /** Everyone who may give access to the account. */
  owners: z.array(customerIdSchema).min(1).max(10),
  /** Name of the holder when it is not the owners themselves, as with a company. */
  holder: line.optional(),
  usage: z.enum(['PRIV', 'ORGA']).default('PRIV'),
  status: z.enum(['enabled', 'blocked', 'deleted']).default('enabled'),
  /** Makes it a card account. Only some digits of the card are shown. */
  maskedPan: z
    .string()
    .regex(/^\d{4,6}\*{4,9}\d{4}$/u, 'like 524100******4823')
    .optional(),
  /** Whether reports of the card account quote debits as positive amounts. @see BG IG 1.3 §14.35 */
  debitAccounting: z.boolean().default(false),
})

/** The file `customers.yaml` of a pack. */
export const customersFileSchema = z
  .strictObject({
    customers: z.array(customerSchema).min(1).max(200),
    accounts: z.array(accountSchema).min(1).max(2_000),
  })
  .superRefine((file, context) => {
    for (const problem of findCustomerProblems(file)) {
      context.addIssue({ code: 'custom', path: problem.path, message: problem.reason })
    }
  })

export type TestCustomer = z.infer<typeof customerSchema>
export type TestAccount = z.infer<typeof accountSchema>

/** Something wrong in a pack, and where. */
export interface PackProblem {
  readonly path: (string | number)[]
  readonly reason: string
}

type CustomersFile = { customers: TestCustomer[]; accounts: TestAccount[] }

function findCustomerProblems({ customers, accounts }: CustomersFile): PackProblem[] {
  const known = new Set(customers.map((customer) => customer.id))
  const strangers = accounts.flatMap((account, index) =>
    account.owners
      .filter((owner) => !known.has(owner))
      .map((owner) => ({
        path: ['accounts', index, 'owners'],
        reason: `there is no customer ${owner}`,
      })),
  )
  return [
    ...findRepeated('customers', 'id', customers),
    ...findRepeated('customers', 'testPersonalNumber', customers),
    ...findRepeated('accounts', 'id', accounts),
    // One IBAN with several currencies is a multi-currency account.
    ...findRepeated(
      'accounts',
      'iban',
      accounts.map(({ iban, currency }) => ({ iban: `${iban} ${currency}` })),
    ),
    ...findRepeatedPans(accounts),
    ...strangers,
  ]
}

function findRepeatedPans(accounts: readonly TestAccount[]): PackProblem[] {
  const pans = accounts.flatMap(({ maskedPan }) => (maskedPan === undefined ? [] : [maskedPan]))
  const isRepeated = new Set(pans).size < pans.length
  return isRepeated ? [{ path: ['accounts'], reason: 'two accounts have the same maskedPan' }] : []
}

function findRepeated<Key extends string>(
  list: string,
  key: Key,
  rows: readonly Record<Key, string>[],
): PackProblem[] {
  const seen = new Set<string>()
  const problems: PackProblem[] = []
  for (const [index, row] of rows.entries()) {
    if (seen.has(row[key])) problems.push({ path: [list, index, key], reason: `used before` })
    seen.add(row[key])
  }
  return problems
}
