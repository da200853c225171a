/** `notice add | list | end`: notices about maintenance and incidents, beside a running server or without one. Readers see a change within seconds. */
import { parseArgs } from 'node:util'
import { loadBankPack } from '#src/adapters/bank-pack/load-bank-pack.ts'
import { findBoundBank } from '#src/adapters/database/installation.ts'
import { listPendingMigrations } from '#src/adapters/database/migrate.ts'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import type { Database } from '#src/adapters/database/engine.ts'
import { loadAuditKey } from '#src/app/audit-key.ts'
import { openStore } from '#src/app/open-store.ts'
import type { OpenStore } from '#src/app/open-store.ts'
import { sandboxRealm } from '#src/app/rooms.ts'
import { bankFolderOf } from '#src/config/bank-folder.ts'
import { loadConfig } from '#src/config/config.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import { Notices, noticeTextLengthMax } from '#src/domain/support/notices.ts'
import type { NewNotice, NoticeFault } from '#src/domain/support/notices.ts'
import { toNotices } from '#src/domain/support/pack-notices.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import { packageRoot } from './command.ts'
import type { Command } from './command.ts'

const usage =
  'Write: npm run portico -- notice add --from 2026-12-01T22:00 --until 2026-12-02T04:00 ' +
  '--en "…" --sv "…" [--kind maintenance|incident], notice list, or notice end <id>'

const faults: Readonly<Record<NoticeFault, string>> = {
  'ends-before-it-begins': 'The notice ends before it begins: --until must be later than --from.',
  'already-over': 'The notice would be over already: --until must be in the future.',
  'lasts-too-long': 'The notice lasts longer than a year. What always holds belongs on a page.',
  'text-unfit': `Write each text on one line with 1 to ${noticeTextLengthMax} characters.`,
}

interface Desk {
  readonly notices: Notices
  readonly timeZone: string
}

interface Words {
  readonly from?: string
  readonly until?: string
  readonly en?: string
  readonly sv?: string
  readonly kind?: string
}

export const notice: Command = async ({ arguments: rest, environment, print }) => {
  const { positionals, values } = parseWords(rest)
  const [action, id, ...more] = positionals
  const isFit =
    more.length === 0 && (action === 'end') === (id !== undefined) && isActionKnown(action)
  if (!isFit || (action !== 'add' && Object.keys(values).length > 0)) throw new RefusedError(usage)
  const config = loadConfig(environment)
  const pack = await loadBankPack(bankFolderOf(config, packageRoot))
  // Judged before the store is opened: nonsense needs no database to be refused.
  const wanted = action === 'add' ? parseNotice(values, pack.timeZone) : undefined
  const store = await openStore(config)
  const { database } = store
  try {
    await assertFits(database, config.bank)
    const desk = { notices: await openNotices(store, pack), timeZone: pack.timeZone }
    if (wanted) print(await add(desk, wanted))
    else if (id !== undefined) print(await end(desk, id))
    else for (const line of await list(desk)) print(line)
    return 0
  } finally {
    await database.close()
  }
}

function isActionKnown(action: string | undefined): boolean {
  return action === 'add' || action === 'list' || action === 'end'
}

function parseWords(rest: readonly string[]): { positionals: string[]; values: Words } {
  const text = { type: 'string' } as const
  const options = { from: text, until: text, en: text, sv: text, kind: text }
  try {
    return parseArgs({ args: rest.slice(), allowPositionals: true, options })
  } catch (error) {
    throw new RefusedError(usage, { cause: error })
  }
}

function parseNotice(words: Words, timeZone: string): NewNotice {
  const { kind = 'maintenance', from = '', until = '', en = '', sv = '' } = words
  if (kind !== 'maintenance' && kind !== 'incident')
    throw new RefusedError(`--kind is maintenance or incident, not "${kind}".`)
  if (en.trim() === '' || sv.trim() === '')
    throw new RefusedError('Write the text in both languages: --en "…" --sv "…".')
  return {
    kind,
    from: parseTime('--from', from, timeZone),
    until: parseTime('--until', until, timeZone),
    text: { en: en.trim(), sv: sv.trim() },
  }
}

/** A time on the wall of the bank, unless it names its own offset. */
function parseTime(option: string, text: string, timeZone: string): number {
  try {
    if (/(?:Z|[+-]\d{2}:\d{2})$/iu.test(text)) return Temporal.Instant.from(text).epochMilliseconds
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u.test(text)) throw new RangeError('no date and time')
    const onTheWall = Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    return onTheWall.toZonedDateTime(timeZone, { disambiguation: 'reject' }).epochMilliseconds
  } catch (cause) {
    throw new RefusedError(
      `${option} ${text === '' ? 'is missing' : `"${text}" is no time`}: ` +
        `write it like 2026-12-01T22:00 (${timeZone}) or 2026-12-01T21:00Z.`,
      { cause },
    )
  }
}

async function assertFits(database: Database, bank: string): Promise<void> {
  if ((await listPendingMigrations(database)).length > 0) {
    throw new RefusedError(
      'The store does not have the newest structure. Write: npm run portico -- migrate',
    )
  }
  const bound = await findBoundBank(database)
  if (bound !== undefined && bound !== bank)
    throw new RefusedError(
      `The store belongs to the bank pack "${bound}". Set PORTICO_BANK=${bound}.`,
    )
}

async function openNotices(store: OpenStore, pack: BankPack): Promise<Notices> {
  const { database } = store
  const auditKey = await loadAuditKey(store)
  const shared = { clock: systemClock, random: systemRandom }
  return new Notices({
    ...shared,
    transact: createTransact({
      database,
      createStores,
      auditKey,
      ...shared,
    }),
    notices: createStores(database.db).notices,
    ofPack: toNotices(pack.notices),
    realm: sandboxRealm,
  })
}

async function add({ notices, timeZone }: Desk, wanted: NewNotice): Promise<string> {
  const fault = notices.findFault(wanted)
  if (fault) throw new RefusedError(faults[fault])
  const id = await notices.add(wanted)
  return `${id}: ${toSpan(wanted, timeZone)}. Shown within seconds.`
}

async function end({ notices }: Desk, id: string): Promise<string> {
  const outcome = await notices.end(id)
  switch (outcome) {
    case 'ended':
      return `${id} has ended.`
    case 'already-over':
      throw new RefusedError(`${id} was over already.`)
    case 'of-the-pack':
      throw new RefusedError(`${id} comes with the bank pack: change its notices.yaml and restart.`)
    case 'unknown':
      throw new RefusedError(`There is no notice ${id}. Write: npm run portico -- notice list`)
  }
}

async function list({ notices, timeZone }: Desk): Promise<string[]> {
  const listed = await notices.list()
  if (listed.length === 0) return ['No notice is current or upcoming.']
  return listed.flatMap(({ id, kind, isCurrent, text, ...times }) => [
    `${id}  ${kind}${isCurrent ? ', now' : ''}  ${toSpan(times, timeZone)}`,
    `  en: ${text.en}`,
    `  sv: ${text.sv}`,
  ])
}

function toSpan({ from, until }: { from: number; until: number }, timeZone: string): string {
  const write = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(timeZone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
  return `${write(from)} to ${write(until)} (${timeZone})`
}
