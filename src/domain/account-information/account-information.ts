/** What a TPP may read of a customer's accounts: only what the customer picked. It knows no wire form. */
import type {
  BankAccount,
  BankConnector,
  BankContext,
  BankTransaction,
} from '#src/connector/bank-connector.ts'
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

/** Card accounts are read at their own addresses and nowhere else. */
export type AccountKind = 'payment' | 'card'

const kindOf = ({ maskedPan }: BankAccount): AccountKind =>
  maskedPan === undefined ? 'payment' : 'card'

export interface TransactionReading {
  readonly accountId: string
  readonly kind?: AccountKind
  readonly statuses: readonly ('booked' | 'pending')[]
  readonly dateFrom?: string
  readonly dateTo?: string
  readonly after?: string
  /** Of the booked ones, only what came after this transaction. */
  readonly newerThan?: string
}

/** A bank slower than this counts as not answering. */
const answerMs = 20_000
/** How many transactions are asked for at a time when all are wanted. */
const wholePage = 5_000

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
  const load = async (reading: Reading, accountId: string, kind: AccountKind = 'payment') => {
    const account = (await list(reading)).find(({ id }) => id === accountId)
    if (!account || kindOf(account) !== kind) throw new DomainError('account-unknown')
    return account
  }
  /** The account, when the customer gave its transactions. */
  const open = async (
    reading: Reading,
    { accountId, kind }: Omit<TransactionReading, 'statuses'>,
  ) => {
    const account = await load(reading, accountId, kind)
    assertPicked(reading.facts.access.transactions, accountId)
    return { account, context: contextOf(reading) }
  }
  return {
    /** Of both kinds. */
    listAccounts: list,
    listAccountsOf: async (reading: Reading, kind: AccountKind) =>
      (await list(reading)).filter((account) => kindOf(account) === kind),
    loadAccount: load,
    async readBalances(reading: Reading, accountId: string, kind?: AccountKind) {
      const account = await load(reading, accountId, kind)
      assertPicked(reading.facts.access.balances, accountId)
      const balances = await within(connector.listBalances(contextOf(reading), accountId))
      return { account, balances }
    },
    ...createReports({ connector, pageSize, open }),
    async readTransaction(
      reading: Reading,
      wanted: {
        readonly accountId: string
        readonly transactionId: string
        readonly kind?: AccountKind
      },
    ) {
      const { account, context } = await open(reading, wanted)
      const transaction = await within(connector.findTransaction(context, wanted))
      if (!transaction) throw new DomainError('transaction-unknown')
      return { account, transaction }
    },
    async listStandingOrders(reading: Reading, accountId: string) {
      const { account, context } = await open(reading, { accountId })
      return { account, orders: await within(connector.listStandingOrders(context, accountId)) }
    },
  }
}

type Open = (
  reading: Reading,
  wanted: Omit<TransactionReading, 'statuses'>,
) => Promise<{ readonly account: BankAccount; readonly context: BankContext }>

/** Lists of transactions, in pages or whole. */
function createReports(options: {
  readonly connector: BankConnector
  readonly pageSize: number
  readonly open: Open
}) {
  const { connector, pageSize, open } = options
  return {
    async readTransactions(reading: Reading, wanted: TransactionReading) {
      const { account, context } = await open(reading, wanted)
      return { account, ...(await readPage({ connector, context, pageSize, wanted })) }
    },
    /** Everything wanted at once, for reports that know no pages. */
    async readWhole(reading: Reading, wanted: Omit<TransactionReading, 'after'>) {
      const { account, context } = await open(reading, wanted)
      const transactions: BankTransaction[] = []
      let page = await readPage({ connector, context, pageSize: wholePage, wanted })
      transactions.push(...page.transactions)
      while (page.next !== undefined) {
        const following = { ...wanted, after: page.next }
        page = await readPage({ connector, context, pageSize: wholePage, wanted: following })
        transactions.push(...page.transactions)
      }
      return { account, transactions, earliestDate: page.earliestDate }
    },
    /** Whether more than so many are wanted. */
    async isLongerThan(reading: Reading, wanted: TransactionReading, max: number) {
      const { context } = await open(reading, wanted)
      const page = await readPage({ connector, context, pageSize: max + 1, wanted })
      return page.transactions.length > max
    },
  }
}

function assertPicked(ids: readonly string[], accountId: string) {
  if (!ids.includes(accountId)) throw new DomainError('access-not-given')
}

function contextOf({ facts, nowMs }: Reading): BankContext {
  return { realm: facts.realm, worldId: facts.worldId, nowMs }
}

interface ReadPage {
  readonly transactions: readonly BankTransaction[]
  readonly earliestDate: string
  readonly next?: string
}

/** A position names the list it stands in: pending ones are read to their end before booked ones. */
async function readPage(options: {
  readonly connector: BankConnector
  readonly context: BankContext
  readonly pageSize: number
  readonly wanted: TransactionReading
}): Promise<ReadPage> {
  const { connector, context, pageSize, wanted } = options
  const { accountId, dateFrom, dateTo, newerThan } = wanted
  const start = positionOf(wanted)
  const transactions: BankTransaction[] = []
  let earliestDate = ''
  for (const status of wanted.statuses.slice(start.index)) {
    const limit = pageSize - transactions.length
    if (limit <= 0) return { transactions, earliestDate, next: `${status}:` }
    const after = status === wanted.statuses[start.index] ? start.after : undefined
    const period = {
      ...(dateFrom && { dateFrom }),
      ...(dateTo && { dateTo }),
      ...(newerThan && { newerThan }),
    }
    const query = { accountId, status, limit, ...period, ...(after && { after }) }
    const page = await within(connector.listTransactions(context, query))
    ;({ earliestDate } = page)
    const next = page.next === undefined ? {} : { next: `${status}:${page.next}` }
    // The bank's own list where it is all there is: whoever renders it can tell that it is the same as before.
    if (wanted.statuses.length === 1)
      return { transactions: page.transactions, earliestDate, ...next }
    transactions.push(...page.transactions)
    if (page.next !== undefined) return { transactions, earliestDate, ...next }
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
