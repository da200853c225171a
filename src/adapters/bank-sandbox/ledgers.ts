/**
 * The booked months of every test account. A period (month or year) starts from a fixed balance and ends with a transfer
 * that brings it back, so a balance is the start plus the period's bookings and never drifts however far time is moved.
 */
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import type { AccountActivity } from '#src/domain/catalogue/activity.ts'
import { patternsOf } from '#src/domain/catalogue/activity.ts'
import type { TestAccount } from '#src/domain/catalogue/test-customers.ts'
import { createLocalTime, dayInMonth, toBankDay, toDate } from './calendar.ts'
import { listBookedEntries } from './entries.ts'
import type { Entry, EntrySource, MonthNumber } from './entries.ts'
import { createWeightedCache } from './weighted-cache.ts'
import { stableId } from './seeded.ts'
import { bookCode } from './ways.ts'

/** Entries kept in memory over all accounts, about 400 bytes each. */
const entriesMax = 60_000
const settlementMinute = 1_260

export interface Ledgers {
  /** Everything booked in the month, newest first. */
  month(accountId: string, month: MonthNumber): readonly Entry[]
  /** Booked balance at the start of the period that holds the month, and the first month of that period. */
  periodStart(accountId: string, month: MonthNumber): { balanceMinor: bigint; month: MonthNumber }
}

export function createLedgers(pack: BankPack): Ledgers {
  const source: EntrySource = {
    activity: pack.activity,
    localTime: createLocalTime(pack.timeZone),
  }
  const book = { pack, source, feeders: findFeeders(pack) }
  const cache = createWeightedCache<readonly Entry[]>(entriesMax, (entries) => entries.length + 1)
  const month = (accountId: string, of: MonthNumber): readonly Entry[] =>
    cache.get(`${accountId}|${of}`, () => buildMonth({ ...book, month }, accountId, of))
  return {
    month,
    periodStart: (accountId, of) => {
      const account = activityOf(pack, accountId)
      const first = account.settlement.every === 'year' ? of - (of % 12) : of
      return { balanceMinor: BigInt(account.startBalance) * 100n, month: first }
    },
  }
}

interface Book {
  readonly pack: BankPack
  readonly source: EntrySource
  readonly feeders: ReadonlyMap<string, Feeders>
  month(accountId: string, month: MonthNumber): readonly Entry[]
}

/** Accounts that send money to an account: by their settlement and by patterns. Settlers are never settled into, so no circle. */
interface Feeders {
  readonly settlers: readonly string[]
  readonly senders: readonly string[]
}

const noFeeders: Feeders = { settlers: [], senders: [] }

function buildMonth(book: Book, accountId: string, month: MonthNumber): readonly Entry[] {
  const { settlers, senders } = book.feeders.get(accountId) ?? noFeeders
  const own = listBookedEntries(book.source, accountId, month).map((entry) =>
    entry.toAccount ? withOther(book.pack, entry, entry.toAccount) : entry,
  )
  const sent = senders.flatMap((sender) =>
    listBookedEntries(book.source, sender, month)
      .filter((entry) => entry.toAccount === accountId)
      .map((entry) => mirror(book.pack, entry, sender)),
  )
  const settled = settlers.flatMap((settler) =>
    book
      .month(settler, month)
      .filter((entry) => entry.isSettlement)
      .map((entry) => mirror(book.pack, entry, settler)),
  )
  const entries = [...own, ...sent, ...settled]
  const settlement = buildSettlement(book, { accountId, month, entries })
  if (settlement) entries.push(settlement)
  return entries.sort(compareBooked)
}

/** Newest first: booking date, then the moment of booking, then the id. */
function compareBooked(left: Entry, right: Entry): number {
  if (left.bookingDate !== right.bookingDate) return left.bookingDate < right.bookingDate ? 1 : -1
  if (left.bookedFromMs !== right.bookedFromMs) return right.bookedFromMs - left.bookedFromMs
  return left.id < right.id ? 1 : -1
}

interface Period {
  readonly accountId: string
  readonly month: MonthNumber
  readonly entries: readonly Entry[]
}

function buildSettlement(book: Book, period: Period): Entry | undefined {
  const { accountId, month } = period
  const { settlement } = activityOf(book.pack, accountId)
  if (settlement.every === 'year' && month % 12 !== 11) return undefined
  const total = sumOf(period.entries) + sumOfEarlierMonths(book, period)
  if (total === 0n) return undefined
  const day = toBankDay(dayInMonth(Math.floor(month / 12), (month % 12) + 1, 31), 'before')
  const at = book.source.localTime(day, settlementMinute)
  const date = toDate(day)
  const id = stableId('tx', `${accountId}|settlement|${date}`)
  const counterparty = book.pack.activity.counterparties[settlement.counterparty ?? '']
  const entry: Entry = {
    id,
    amountMinor: -total,
    valueDate: date,
    bookingDate: date,
    shownFromMs: at,
    bookedFromMs: at,
    name: counterparty?.name ?? '',
    ...(counterparty?.iban === undefined ? {} : { iban: counterparty.iban }),
    remittance: total > 0n ? settlement.surplusText : settlement.deficitText,
    code: bookCode(-total),
    endToEndId: id.slice(3).toUpperCase(),
    isSettlement: true,
    ...(settlement.toAccount === undefined ? {} : { toAccount: settlement.toAccount }),
  }
  return settlement.toAccount ? withOther(book.pack, entry, settlement.toAccount) : entry
}

function sumOfEarlierMonths(book: Book, { accountId, month }: Period): bigint {
  if (activityOf(book.pack, accountId).settlement.every === 'month') return 0n
  let total = 0n
  for (let of = month - (month % 12); of < month; of += 1) total += sumOf(book.month(accountId, of))
  return total
}

export function sumOf(entries: readonly Entry[]): bigint {
  let total = 0n
  for (const entry of entries) total += entry.amountMinor
  return total
}

function withOther(pack: BankPack, entry: Entry, accountId: string): Entry {
  const other = findAccount(pack, accountId)
  return other ? { ...entry, name: holderOf(pack, other), iban: other.iban } : entry
}

/** The same transfer as the receiving account sees it. */
function mirror(pack: BankPack, entry: Entry, feeder: string): Entry {
  const { toAccount: _sent, isSettlement: _settlement, ...rest } = entry
  const id = stableId('tx', `${entry.id}|mirror`)
  const amountMinor = -entry.amountMinor
  return withOther(pack, { ...rest, id, amountMinor, code: bookCode(amountMinor) }, feeder)
}

function findFeeders({ activity, accounts }: BankPack): ReadonlyMap<string, Feeders> {
  const rows = Object.entries(activity.accounts)
  const feedersOf = (target: string): Feeders => ({
    settlers: rows.filter(([, row]) => row.settlement.toAccount === target).map(([id]) => id),
    senders: rows
      .filter(([, row]) => patternsOf(activity, row).some((one) => one.toAccount === target))
      .map(([id]) => id),
  })
  return new Map(accounts.map(({ id }) => [id, feedersOf(id)]))
}

export function activityOf(pack: BankPack, accountId: string): AccountActivity {
  const account = pack.activity.accounts[accountId]
  if (!account) throw new RangeError(`the pack has no activity for ${accountId}`) // the loader refuses such packs
  return account
}

export function findAccount(pack: BankPack, accountId: string): TestAccount | undefined {
  return pack.accounts.find((account) => account.id === accountId)
}

/** The name on the account: the company's, or the owners'. */
export function holderOf(pack: BankPack, account: TestAccount): string {
  if (account.holder !== undefined) return account.holder
  const names = account.owners.map(
    (owner) => pack.customers.find((customer) => customer.id === owner)?.name ?? owner,
  )
  return names.join(', ')
}
