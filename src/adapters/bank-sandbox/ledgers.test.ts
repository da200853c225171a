/** What must hold of generated accounts for ever: balances follow bookings, bank days are kept, transfers have two sides. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadBankPack } from '#src/adapters/bank-pack/load-bank-pack.ts'
import { systemRandom } from '#src/kit/random.ts'
import { createLocalTime, isBankDay, toDate, toDayNumber } from './calendar.ts'
import { monthOf } from './entries.ts'
import { createLedgers } from './ledgers.ts'
import { createSandboxBank } from './sandbox-bank.ts'

const pack = await loadBankPack(join(import.meta.dirname, '../../../banks/norrsken'))
const untouched = () => Promise.reject(new Error('no authentication takes part in this'))
const authentications = {
  create: untouched,
  find: untouched,
  listPending: untouched,
  end: untouched,
  deleteExpired: untouched,
}
const bank = createSandboxBank({ pack, authentications, random: systemRandom })
const localTime = createLocalTime(pack.timeZone)
const ledgers = createLedgers(pack)

/** Two years that hold a leap day, four changes of the clock and a turn of the year. */
const firstDay = toDayNumber('2027-02-15')
const lastDay = toDayNumber('2029-02-14')

for (const account of pack.accounts) {
  test(`the balance of ${account.name} (${account.owners.join(', ')}) changes by what is booked, every day of two years`, async () => {
    const contextOn = (day: number) => ({ realm: 'r', worldId: 'w', nowMs: localTime(day, 1_439) })
    const balanceOn = async (day: number) => {
      const [booked] = await bank.listBalances(contextOn(day), account.id)
      assert.equal(booked?.balanceType, 'interimBooked')
      return booked.amount.amountMinor
    }
    let before = await balanceOn(firstDay - 1)
    for (let day = firstDay; day <= lastDay; day += 1) {
      const date = toDate(day)
      const query = { accountId: account.id, status: 'booked', limit: 500 } as const
      const range = { ...query, dateFrom: date, dateTo: date }
      const { transactions } = await bank.listTransactions(contextOn(day), range)
      const booked = transactions.reduce((sum, one) => sum + one.amount.amountMinor, 0n)
      const balance = await balanceOn(day)
      assert.equal(balance, before + booked, date)
      before = balance
    }
  })
}

test('money between own accounts leaves one and reaches the other on the same day', () => {
  for (const [id, activity] of Object.entries(pack.activity.accounts)) {
    const target = activity.settlement.toAccount
    if (target === undefined) continue
    const month = monthOf('2028-02-01')
    const sent = ledgers.month(id, month).filter((entry) => entry.toAccount === target)
    assert.ok(sent.length > 0)
    for (const entry of sent) {
      const isOther = (other: (typeof sent)[number]) =>
        other.bookedFromMs === entry.bookedFromMs && other.amountMinor === -entry.amountMinor
      assert.ok(ledgers.month(target, month).some(isOther))
    }
  }
})

test('only Swish is booked on days when banks are closed', () => {
  const months = Array.from({ length: 7 }, (_, index) => monthOf('2027-12-01') + index)
  const closed = pack.accounts
    .flatMap(({ id }) => months.flatMap((month) => ledgers.month(id, month)))
    .filter((entry) => !isBankDay(toDayNumber(entry.bookingDate)))
  assert.ok(closed.length > 0)
  for (const { code, bookingDate, remittance } of closed)
    assert.match(code, /^PMNT-(?:IRCT|RRCT)-DMCT$/u, `${bookingDate} ${remittance}`)
})

test('no account is overdrawn in two years, and no card beyond its limit', async () => {
  for (const account of pack.accounts) {
    const isCard = account.maskedPan !== undefined
    const credit = isCard ? BigInt(pack.activity.accounts[account.id]?.creditLimit ?? 0) * 100n : 0n
    for (let day = firstDay; day <= lastDay; day += 5) {
      const context = { realm: 'r', worldId: 'w', nowMs: localTime(day, 1_439) }
      const [booked] = await bank.listBalances(context, account.id)
      assert.ok(booked && booked.amount.amountMinor >= -credit, `${account.name} ${toDate(day)}`)
    }
  }
})
