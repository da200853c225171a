/** What a TPP may read of a customer's accounts: only what the customer picked. It knows no wire form. */
import type { BankAccount, BankConnector, BankContext } from '#src/connector/bank-connector.ts'
import type { BankTransaction } from '#src/connector/bank-connector.ts'
import type { AccountAccess } from '#src/domain/consents/consent.ts'
import { DomainError } from '#src/kit/domain-error.ts'

/** Who reads whose accounts, and which of them the customer picked; `nowMs` is the World's time. */
export interface Reading {
  readonly facts: {
    readonly realm: string
    readonly worldId: string
    readonly psuId: string
    readonly access: AccountAccess
  }
  readonly nowMs: number
}

export interface TransactionReading {
  readonly accountId: string
  readonly statuses: readonly ('booked' | 'pending')[]
  readonly dateFrom?: string
  readonly dateTo?: string
  readonly after?: string
}

/** A bank slower than this counts as not answering. */
const answerMs = 20_000

export type AccountInformation = ReturnType<typeof createAccountInformation>

export function createAccountInformation(options: {
  readonly connector: BankConnector
  readonly pageSize: number
}) {
  const { connector, pageSize } = options
  const list = async (reading: Reading) => {
    const all = await within(connector.listAccounts(contextOf(reading), reading.facts.psuId))
    return all.filter(({ id }) => reading.facts.access.accounts.includes(id))
  }
  const load = async (reading: Reading, accountId: string): Promise<BankAccount> => {
    const account = (await list(reading)).find(({ id }) => id === accountId)
    if (!account) throw new DomainError('account-unknown')
    return account
  }
  const balances = (reading: Reading, accountId: string) => {
    assertPicked(reading.facts.access.balances, accountId)
    return within(connector.listBalances(contextOf(reading), accountId))
  }
  return {
    listAccounts: list,
    loadAccount: load,
    async readBalances(reading: Reading, accountId: string) {
      const account = await load(reading, accountId)
      return { account, balances: await balances(reading, accountId) }
    },
    async readTransactions(reading: Reading, wanted: TransactionReading) {
      const account = await load(reading, wanted.accountId)
      assertPicked(reading.facts.access.transactions, wanted.accountId)
      const context = contextOf(reading)
      return { account, ...(await readPage({ connector, context, pageSize, wanted })) }
    },
  }
}

function assertPicked(ids: readonly string[], accountId: string) {
  if (!ids.includes(accountId)) throw new DomainError('access-not-given')
}

function contextOf({ facts, nowMs }: Reading): BankContext {
  return { realm: facts.realm, worldId: facts.worldId, nowMs }
}

/** A position names the list it stands in: pending ones are read to their end before booked ones. */
async function readPage(options: {
  readonly connector: BankConnector
  readonly context: BankContext
  readonly pageSize: number
  readonly wanted: TransactionReading
}) {
  const { connector, context, pageSize, wanted } = options
  const { accountId, dateFrom, dateTo } = wanted
  const start = positionOf(wanted)
  const transactions: BankTransaction[] = []
  let earliestDate = ''
  for (const status of wanted.statuses.slice(start.index)) {
    const limit = pageSize - transactions.length
    if (limit <= 0) return { transactions, earliestDate, next: `${status}:` }
    const after = status === wanted.statuses[start.index] ? start.after : undefined
    const period = { ...(dateFrom && { dateFrom }), ...(dateTo && { dateTo }) }
    const query = { accountId, status, limit, ...period, ...(after && { after }) }
    const page = await within(connector.listTransactions(context, query))
    ;({ earliestDate } = page)
    transactions.push(...page.transactions)
    if (page.next !== undefined)
      return { transactions, earliestDate, next: `${status}:${page.next}` }
  }
  return { transactions, earliestDate }
}

function positionOf({ after, statuses }: TransactionReading) {
  if (after === undefined) return { index: 0, after: undefined }
  const cut = after.indexOf(':')
  const index = statuses.findIndex((status) => status === after.slice(0, cut))
  if (cut < 0 || index < 0) throw new DomainError('paging-position-invalid')
  return { index, after: after.slice(cut + 1) || undefined }
}

async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DomainError('bank-too-slow')), answerMs)
  })
  try {
    return await Promise.race([answer, late])
  } catch (error) {
    if (error instanceof DomainError) throw error
    const unavailable = new DomainError('bank-unavailable')
    unavailable.cause = error // for the log; the caller learns only that the bank did not answer
    throw unavailable
  } finally {
    clearTimeout(timer)
  }
}
