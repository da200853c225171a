/** What happens on the test accounts, as patterns: who pays whom, how often and how much. The generator turns patterns into transactions. */
import { z } from 'zod'
import { isIban } from '#src/kit/iban.ts'
import { accountIdSchema } from './test-customers.ts'
import type { PackProblem, TestAccount } from './test-customers.ts'

const line = z.string().trim().min(1).max(140)
const key = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/u, 'a short name in lower case')
const wholeUnits = z.int().min(1).max(100_000_000)

/** How money moves. Each way has its own bank days, hours and ISO 20022 code. */
export const ways = [
  'salary',
  'pension',
  'benefit',
  'card',
  'direct-debit',
  'bankgiro-out',
  'bankgiro-in',
  'swish-out',
  'swish-in',
  'transfer-out',
  'transfer-in',
  'own-transfer',
  'card-settlement',
  'salary-out',
  'sepa-out',
  'sepa-in',
  'interest',
  'fee',
] as const
export type Way = (typeof ways)[number]

/** On one day of (some) months, or now and then. */
const whenSchema = z.union([
  z.strictObject({
    day: z.int().min(1).max(31),
    /** Where the event goes when the bank is closed that day. */
    shift: z.enum(['before', 'after']).default('after'),
    months: z.array(z.int().min(1).max(12)).min(1).optional(),
  }),
  z.strictObject({
    perWeek: z.number().positive().max(7),
    months: z.array(z.int().min(1).max(12)).min(1).optional(),
  }),
  z.strictObject({ perDay: z.tuple([z.int().min(0).max(200), z.int().min(0).max(200)]) }),
])

const patternSchema = z.strictObject({
  id: key,
  way: z.enum(ways),
  when: whenSchema,
  /** Least and most, in whole units of the account's currency. */
  amount: z.tuple([wholeUnits, wholeUnits]).refine(([least, most]) => least <= most, 'least first'),
  /** Smallest step of the amount in minor units; 1 gives amounts like 412.37. */
  stepMinor: z.int().min(1).max(100_000).default(100),
  /** Group of merchants or persons; one is picked each time. */
  among: key.optional(),
  counterparty: key.optional(),
  toAccount: accountIdSchema.optional(),
  /** May hold {name} {place} {month} {date} {ocr} {reference}. */
  text: line.optional(),
})

const settlementSchema = z.strictObject({
  every: z.enum(['month', 'year']),
  toAccount: accountIdSchema.optional(),
  counterparty: key.optional(),
  surplusText: line,
  deficitText: line,
})

const accountActivitySchema = z.strictObject({
  /** Booked balance at the start of every period, in whole units. */
  startBalance: z.int().min(0).max(1_000_000_000),
  creditLimit: wholeUnits.optional(),
  /** The transfer on the period's last bank day that brings the balance back to its start. */
  settlement: settlementSchema,
  habits: z.array(key).default([]),
  patterns: z.array(patternSchema).max(100).default([]),
})

/** The file `activity.yaml` of a pack. */
export const activityFileSchema = z.strictObject({
  groups: z.record(
    key,
    z
      .array(z.strictObject({ name: line, place: line.optional() }))
      .min(1)
      .max(200),
  ),
  counterparties: z.record(
    key,
    z.strictObject({ name: line, iban: z.string().refine(isIban, 'an IBAN').optional() }),
  ),
  /** Patterns that several accounts share. */
  habits: z.record(key, z.array(patternSchema).min(1).max(100)).default({}),
  accounts: z.record(accountIdSchema, accountActivitySchema),
})

export type Activity = z.infer<typeof activityFileSchema>
export type AccountActivity = z.infer<typeof accountActivitySchema>
export type Pattern = z.infer<typeof patternSchema>
export type Counterparty = { readonly name: string; readonly place?: string | undefined } & {
  readonly iban?: string | undefined
}

/** The patterns of an account, shared ones included. */
export function patternsOf(activity: Activity, account: AccountActivity): readonly Pattern[] {
  return [...account.habits.flatMap((habit) => activity.habits[habit] ?? []), ...account.patterns]
}

/** What zod cannot see: names that lead nowhere and settlements that would chase each other. */
export function findActivityProblems(
  activity: Activity,
  accounts: readonly TestAccount[],
): PackProblem[] {
  const byId = new Map(accounts.map((account) => [account.id, account]))
  const without = accounts
    .filter((account) => !activity.accounts[account.id])
    .map((account) => ({ path: ['accounts'], reason: `${account.id} has no activity` }))
  const habits = Object.entries(activity.habits).flatMap(([name, patterns]) =>
    findPatternProblems(activity, patterns, ['habits', name]),
  )
  const rest = Object.entries(activity.accounts).flatMap(([id, account]) => {
    const path = ['accounts', id]
    const owner = byId.get(id)
    if (!owner) return [{ path, reason: 'there is no such account' }]
    return [
      ...findPatternProblems(activity, account.patterns, [...path, 'patterns']),
      ...findSettlementProblems(activity, { account, owner, byId }),
      ...findAccountProblems(activity, { account, owner, byId }),
    ]
  })
  return [...without, ...habits, ...rest]
}

function findPatternProblems(
  activity: Activity,
  patterns: readonly Pattern[],
  path: (string | number)[],
): PackProblem[] {
  return patterns.flatMap((pattern, index) => {
    const at = (key: string) => [...path, index, key]
    const problems: PackProblem[] = []
    const targets = [pattern.among, pattern.counterparty, pattern.toAccount].filter(Boolean)
    if (targets.length !== 1)
      problems.push({ path: at('id'), reason: 'wants one of among, counterparty, toAccount' })
    if ((pattern.way === 'own-transfer') !== (pattern.toAccount !== undefined))
      problems.push({ path: at('way'), reason: 'own-transfer and toAccount go together' })
    if (pattern.among && !activity.groups[pattern.among])
      problems.push({ path: at('among'), reason: 'there is no such group' })
    if (pattern.counterparty && !activity.counterparties[pattern.counterparty])
      problems.push({ path: at('counterparty'), reason: 'there is no such counterparty' })
    return problems
  })
}

interface AccountCase {
  readonly account: AccountActivity
  readonly owner: TestAccount
  readonly byId: ReadonlyMap<string, TestAccount>
}

function findSettlementProblems(activity: Activity, found: AccountCase): PackProblem[] {
  const { settlement } = found.account
  const path = ['accounts', found.owner.id, 'settlement']
  if ((settlement.toAccount === undefined) === (settlement.counterparty === undefined))
    return [{ path, reason: 'wants one of toAccount and counterparty' }]
  if (settlement.counterparty !== undefined) {
    const isKnown = activity.counterparties[settlement.counterparty] !== undefined
    return isKnown ? [] : [{ path, reason: 'there is no such counterparty' }]
  }
  const target = activity.accounts[settlement.toAccount ?? '']
  if (settlement.every !== 'month' || target?.settlement.every !== 'year')
    return [{ path, reason: 'only from an account settled monthly to one settled yearly' }]
  return findTargetProblems(found, settlement.toAccount ?? '', path)
}

function findAccountProblems(activity: Activity, found: AccountCase): PackProblem[] {
  const path = ['accounts', found.owner.id]
  const unknown = found.account.habits
    .filter((habit) => !activity.habits[habit])
    .map((habit) => ({ path: [...path, 'habits'], reason: `there is no habit ${habit}` }))
  const patterns = patternsOf(activity, found.account)
  const ids = new Set(patterns.map((pattern) => pattern.id))
  const repeated =
    ids.size === patterns.length ? [] : [{ path, reason: 'two patterns have the same id' }]
  const targets = patterns.flatMap((pattern) =>
    pattern.toAccount ? findTargetProblems(found, pattern.toAccount, path) : [],
  )
  return [...unknown, ...repeated, ...targets]
}

function findTargetProblems(
  { owner, byId }: AccountCase,
  targetId: string,
  path: (string | number)[],
): PackProblem[] {
  const target = byId.get(targetId)
  if (!target || targetId === owner.id) return [{ path, reason: `${targetId} is no other account` }]
  return target.currency === owner.currency ? [] : [{ path, reason: 'currencies differ' }]
}
