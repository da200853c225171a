/** Test data that a developer puts in place of the pack's: customers, accounts, balances, transactions of the caller's choice. It generates nothing. */
import { z } from 'zod'
import { isIban } from '#src/kit/iban.ts'
import { decimalsOf } from '#src/kit/money.ts'

const line = z.string().trim().min(1).max(140)
const psuIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,49}$/u, '1 to 50 letters, digits, dots, dashes, @ and _')
const ibanSchema = z.string().max(34).refine(isIban, 'an IBAN with right check digits')
const amountSchema = z
  .string()
  .regex(/^-?\d{1,13}(?:\.\d{1,2})?$/u, 'an amount like -120.50')
  .describe('With a dot; negative means debited.')

/** Wide enough for every test, and far from the ends of what dates can say. */
const dateSchema = z.iso
  .date()
  .refine((date) => date >= '2000-01-01' && date <= '2099-12-31', 'a date from 2000 to 2099')

const scaMethodSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/u, 'a short id like sms'),
  type: z.enum(['SMS_OTP', 'CHIP_OTP', 'PHOTO_OTP', 'PUSH_OTP']),
  name: line,
})

export const customerSchema = z.strictObject({
  psuId: psuIdSchema,
  name: line,
  about: z.string().trim().max(2_000).default(''),
  state: z.enum(['active', 'blocked']).default('active'),
  password: line.default('sandbox'),
  scaMethods: z
    .array(scaMethodSchema)
    .max(10)
    .describe('None: the password alone suffices. One: its challenge is sent at once.')
    .default([{ id: 'sms', type: 'SMS_OTP', name: 'SMS' }]),
  otp: z
    .string()
    .regex(/^\d{4,10}$/u, '4 to 10 digits')
    .describe('The one-time password that every method answers to.')
    .default('123456'),
})

export const transactionSchema = z.strictObject({
  bookingDate: dateSchema.optional().describe('Left out: the transaction stays pending.'),
  valueDate: dateSchema,
  amount: amountSchema,
  counterpartyName: line.optional(),
  counterpartyIban: ibanSchema.optional(),
  remittanceInformation: line.default('Transfer'),
  bankTransactionCode: z
    .string()
    .regex(/^[A-Z]{4}-[A-Z]{4}-[A-Z]{4}$/u, 'a code like PMNT-ICDT-DMCT')
    .optional(),
  endToEndId: z.string().min(1).max(35).optional(),
})

/** How many of each there may be; the reader asks before it looks at them. */
export const testDataLimits = {
  customers: { min: 1, max: 500 },
  accounts: { min: 0, max: 2_000 },
  transactions: { min: 0, max: 5_000 },
} as const

/** An account without its transactions, which are read one by one. */
export const accountPartSchema = z.strictObject({
  iban: z.string().max(34).describe('With right check digits.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/u, 'an ISO 4217 currency')
    .default('SEK'),
  name: line.default('Account'),
  product: line.default('Account'),
  cashAccountType: z.enum(['CACC', 'SVGS', 'TRAN', 'CASH']).default('CACC'),
  owners: z.array(psuIdSchema).min(1).max(10).describe('Everyone who may give access.'),
  holder: line.optional().describe('When the owners are not the holder, as with a company.'),
  usage: z.enum(['PRIV', 'ORGA']).default('PRIV'),
  status: z.enum(['enabled', 'blocked', 'deleted']).default('enabled'),
  maskedPan: z
    .string()
    .regex(/^\d{4,6}\*{4,9}\d{4}$/u, 'like 524100******4823')
    .optional()
    .describe('Makes it a card account; its IBAN is the bank’s own and never shown.'),
  debitAccounting: z
    .boolean()
    .optional()
    .describe('Only for card accounts: whether reports quote debits as positive amounts.'),
  creditLimit: amountSchema.optional(),
  balances: z
    .strictObject({ booked: amountSchema.default('0'), available: amountSchema.optional() })
    .describe('As they are shown; transactions do not change them.')
    .prefault({}),
})

const accountSchema = accountPartSchema.extend({
  transactions: z.array(transactionSchema).max(testDataLimits.transactions.max).default([]),
})

/** What it says of single fields; rules between them are `findFaults`. */
const testDataSchema = z.strictObject({
  customers: z
    .array(customerSchema)
    .min(testDataLimits.customers.min)
    .max(testDataLimits.customers.max),
  accounts: z.array(accountSchema).max(testDataLimits.accounts.max),
})

export type TestData = z.infer<typeof testDataSchema>
export type OwnAccount = TestData['accounts'][number]
export type OwnTransaction = OwnAccount['transactions'][number]

/** The schema as others read it (JSON Schema 2020-12). */
export function describeTestData(): Record<string, unknown> {
  return { ...z.toJSONSchema(testDataSchema, { io: 'input' }) }
}

/** What is wrong, and where. */
export interface TestDataFault {
  readonly path: readonly PropertyKey[]
  readonly reason: string
}

/** What is wrong between fields that are right by themselves. */
export function findFaults({ customers, accounts }: TestData): TestDataFault[] {
  const known = new Set(customers.map(({ psuId }) => psuId))
  return [
    ...findRepeated(
      customers.map(({ psuId }) => psuId),
      (index) => ['customers', index, 'psuId'],
    ),
    // One IBAN with several currencies is a multi-currency account.
    ...findRepeated(
      accounts.map(({ iban, currency }) => `${iban} ${currency}`),
      (index) => ['accounts', index, 'iban'],
    ),
    ...accounts.flatMap((account, index) => [
      ...(isIban(account.iban)
        ? []
        : [{ path: ['accounts', index, 'iban'], reason: 'an IBAN with right check digits' }]),
      ...account.owners.flatMap((owner, place) =>
        known.has(owner)
          ? []
          : [{ path: ['accounts', index, 'owners', place], reason: 'there is no such customer' }],
      ),
      ...findFineAmounts(account, ['accounts', index]),
    ]),
  ]
}

function findRepeated(
  values: string[],
  pathOf: (index: number) => TestDataFault['path'],
): TestDataFault[] {
  const seen = new Set<string>()
  return values.flatMap((value, index) => {
    const isNew = !seen.has(value)
    seen.add(value)
    return isNew ? [] : [{ path: pathOf(index), reason: 'used before' }]
  })
}

/** Amounts with more decimals than their currency has. */
function findFineAmounts(
  { currency, balances, creditLimit, transactions }: OwnAccount,
  at: TestDataFault['path'],
) {
  const amounts = [
    { path: [...at, 'balances', 'booked'], amount: balances.booked },
    { path: [...at, 'balances', 'available'], amount: balances.available ?? '0' },
    { path: [...at, 'creditLimit'], amount: creditLimit ?? '0' },
    ...transactions.map(({ amount }, index) => ({
      path: [...at, 'transactions', index, 'amount'],
      amount,
    })),
  ]
  const decimals = decimalsOf(currency)
  return amounts
    .filter(({ amount }) => (amount.split('.')[1] ?? '').length > decimals)
    .map(({ path }) => ({ path, reason: `${currency} has ${decimals} decimals` }))
}
