/** The standing orders of a test account: its outgoing patterns with a fixed day and a fixed amount. It books nothing. */
import type { BankStandingOrder } from '#src/connector/bank-connector.ts'
import { patternsOf } from '#src/domain/catalogue/activity.ts'
import type { Pattern, Way } from '#src/domain/catalogue/activity.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import type { TestAccount } from '#src/domain/catalogue/test-customers.ts'
import { activityOf, findAccount, holderOf } from './ledgers.ts'
import { createSeeded } from './seeded.ts'

/** A direct debit is the creditor's order and a card purchase nobody's, so neither is a standing order. */
const orderedWays: ReadonlySet<Way> = new Set([
  'own-transfer',
  'transfer-out',
  'bankgiro-out',
  'sepa-out',
])

export function listStandingOrders(pack: BankPack, accountId: string): BankStandingOrder[] {
  const account = findAccount(pack, accountId)
  if (!account) return []
  return patternsOf(pack.activity, activityOf(pack, accountId))
    .filter(isOrdered)
    .flatMap((pattern) => toOrder(pack, account, pattern))
}

function isOrdered({ way, amount: [least, most] }: Pattern): boolean {
  return orderedWays.has(way) && least === most
}

function toOrder(pack: BankPack, account: TestAccount, pattern: Pattern): BankStandingOrder[] {
  const { when, amount } = pattern
  if (!('day' in when)) return []
  const own = findAccount(pack, pattern.toAccount ?? '')
  const other = pack.activity.counterparties[pattern.counterparty ?? '']
  const creditor = own ? { name: holderOf(pack, own), iban: own.iban } : other
  if (!creditor) return []
  return [
    {
      amount: { amountMinor: -BigInt(amount[0]) * 100n, currency: account.currency },
      creditorName: creditor.name,
      ...(creditor.iban === undefined ? {} : { creditorIban: creditor.iban }),
      // A text with fields is filled anew every time, so the order itself has none of it.
      remittance: pattern.text?.includes('{') === false ? pattern.text : creditor.name,
      startDate: startOf(account.id, pattern.id),
      dayOfMonth: when.day,
      ...(when.months ? { months: when.months } : {}),
      shift: when.shift,
    },
  ]
}

/** Some day in the past, the same for ever: patterns themselves have no beginning. */
function startOf(accountId: string, patternId: string): string {
  const seeded = createSeeded(`${accountId}|${patternId}|since`)
  const month = String(seeded.int(1, 12)).padStart(2, '0')
  return `${seeded.int(2019, 2023)}-${month}-01`
}
