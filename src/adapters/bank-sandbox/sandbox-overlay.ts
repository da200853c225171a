/** The book of a World with test data of its own, which stands in place of the pack's. It generates nothing. */
import type { BankAccount, BankBalance, BankContext } from '#src/connector/bank-connector.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import type { OwnAccount, OwnTransaction, TestData } from '#src/domain/catalogue/test-data.ts'
import { dateInZone } from '#src/kit/clock.ts'
import { toMinor } from '#src/kit/money.ts'
import { createLocalTime, toDayNumber } from './calendar.ts'
import type { LocalTime } from './calendar.ts'
import { monthOf } from './entries.ts'
import type { Entry } from './entries.ts'
import type { SandboxBook } from './sandbox-book.ts'
import { stableId } from './seeded.ts'

/** Worlds whose book is kept in memory; another one is made again from its data. */
const overlaysMax = 50
const idDigits = 20
const countryAndCheckLength = 4

/** Makes books of Worlds' own data. A book is made again when its data has changed, by whichever process. */
export function createOverlays(pack: BankPack): (worldId: string, json: string) => SandboxBook {
  const localTime = createLocalTime(pack.timeZone)
  const kept = new Map<string, { json: string; book: SandboxBook }>()
  return (worldId, json) => {
    const found = kept.get(worldId)
    if (found?.json === json) return found.book
    // Checked against its schema before it was stored.
    const data = JSON.parse(json) as TestData
    const book = createOverlay({ pack, worldId, localTime }, data)
    kept.delete(worldId)
    const [oldest] = kept.keys()
    if (kept.size >= overlaysMax && oldest !== undefined) kept.delete(oldest)
    kept.set(worldId, { json, book })
    return book
  }
}

interface Place {
  readonly pack: BankPack
  readonly worldId: string
  readonly localTime: LocalTime
}

interface OverlayAccount {
  readonly own: OwnAccount
  readonly account: BankAccount
  /** Newest first. */
  readonly booked: readonly Entry[]
  readonly unbooked: readonly Entry[]
}

function createOverlay(place: Place, data: TestData): SandboxBook {
  const accounts = data.accounts.map((own) => toOverlayAccount(place, data, own))
  const byId = new Map(accounts.map((one) => [one.account.id, one]))
  const customers = new Map(data.customers.map((one) => [one.psuId, { ...one, id: one.psuId }]))
  return {
    customers: Array.from(customers.values(), ({ id, name, about, state }) => ({
      id,
      name,
      about,
      state,
    })),
    entries: {
      month: (accountId, month) =>
        byId.get(accountId)?.booked.filter(({ bookingDate }) => monthOf(bookingDate) === month) ??
        [],
      unbooked: (accountId) => byId.get(accountId)?.unbooked ?? [],
    },
    findTestCustomer: (id) => customers.get(id),
    listAccounts: (customerId) =>
      accounts.filter(({ own }) => own.owners.includes(customerId)).map(({ account }) => account),
    currencyOf: (accountId) => byId.get(accountId)?.own.currency,
    listBalances: (context, accountId) => {
      const found = byId.get(accountId)
      return found ? toBalances(place, context, found.own) : []
    },
  }
}

function toOverlayAccount(place: Place, data: TestData, own: OwnAccount): OverlayAccount {
  const { pack, worldId } = place
  const { iban, currency, name, product, cashAccountType, usage, status, maskedPan } = own
  // From World, IBAN and currency alone: consents outlive a change of the data.
  const id = `acc_${stableId('', `${worldId}|${iban}|${currency}`).slice(-idDigits)}`
  const nameOf = (psuId: string) => data.customers.find((one) => one.psuId === psuId)?.name ?? psuId
  const account: BankAccount = {
    id,
    iban,
    currency,
    name,
    product,
    cashAccountType,
    usage,
    status,
    bic: pack.bic,
    bban: iban.slice(countryAndCheckLength),
    ownerName: own.holder ?? own.owners.map(nameOf).join(', '),
    ...(maskedPan === undefined
      ? {}
      : {
          maskedPan,
          debitAccounting: own.debitAccounting === true,
        }),
    ...(own.creditLimit === undefined
      ? {}
      : {
          creditLimit: {
            amountMinor: toMinor(own.creditLimit, currency),
            currency,
          },
        }),
  }
  const seen = new Map<string, number>()
  const entries = own.transactions.map((transaction, index) => {
    const text = JSON.stringify(transaction)
    const count = (seen.get(text) ?? 0) + 1
    seen.set(text, count)
    return toEntry(place, own, {
      transaction,
      id: stableId('tx', `${id}|${text}|${count}`),
      // Of one day the first in the list is the newest.
      afterMs: own.transactions.length - index,
    })
  })
  return {
    own,
    account,
    booked: entries.filter(isBooked).toSorted(compareBooked),
    unbooked: entries.filter((entry) => !isBooked(entry)),
  }
}

const isBooked = ({ bookedFromMs }: Entry) => bookedFromMs < Number.POSITIVE_INFINITY

function compareBooked(left: Entry, right: Entry): number {
  if (left.bookingDate !== right.bookingDate) return left.bookingDate < right.bookingDate ? 1 : -1
  return right.bookedFromMs - left.bookedFromMs
}

/** Booked from the beginning of its day on the World's clock, so that moving time brings what lies ahead. */
function toEntry(
  { localTime }: Place,
  { currency }: OwnAccount,
  { transaction, id, afterMs }: { transaction: OwnTransaction; id: string; afterMs: number },
): Entry {
  const { bookingDate, valueDate, counterpartyIban, endToEndId } = transaction
  const amountMinor = toMinor(transaction.amount, currency)
  const shownFromMs = localTime(toDayNumber(bookingDate ?? valueDate), 0) + afterMs
  const usualCode = amountMinor < 0n ? 'PMNT-ICDT-DMCT' : 'PMNT-RCDT-DMCT'
  return {
    id,
    amountMinor,
    valueDate,
    shownFromMs,
    bookingDate: bookingDate ?? '',
    bookedFromMs: bookingDate === undefined ? Number.POSITIVE_INFINITY : shownFromMs,
    name: transaction.counterpartyName ?? '',
    ...(counterpartyIban === undefined ? {} : { iban: counterpartyIban }),
    remittance: transaction.remittanceInformation,
    code: transaction.bankTransactionCode ?? usualCode,
    ...(endToEndId === undefined ? {} : { endToEndId }),
  }
}

function toBalances(
  { pack }: Place,
  { nowMs }: BankContext,
  { currency, balances }: OwnAccount,
): readonly BankBalance[] {
  const referenceDate = dateInZone(nowMs, pack.timeZone)
  const toBalance = (balanceType: BankBalance['balanceType'], amount: string): BankBalance => ({
    balanceType,
    referenceDate,
    lastChangeMs: 0,
    amount: {
      amountMinor: toMinor(amount, currency),
      currency,
    },
  })
  return [
    toBalance('interimBooked', balances.booked),
    toBalance('interimAvailable', balances.available ?? balances.booked),
  ]
}
