/** `audit verify`, `audit export`, `audit key`: holds the audit trail against its key and prints it. Works beside a running server and leaves the trail as it is. */
import { parseArgs } from 'node:util'
import { readWitness } from '#src/adapters/database/audit-witness.ts'
import { findBoundBank } from '#src/adapters/database/installation.ts'
import { createAuditStore } from '#src/adapters/database/stores/audit-store.ts'
import { listPendingMigrations } from '#src/adapters/database/migrate.ts'
import { loadAuditKey } from '#src/app/audit-key.ts'
import { openStore } from '#src/app/open-store.ts'
import type { OpenStore } from '#src/app/open-store.ts'
import { loadConfig } from '#src/config/config.ts'
import type { Config } from '#src/config/config.ts'
import { parseHead } from '#src/domain/audit/chain.ts'
import { exportAudit } from '#src/domain/audit/export-audit.ts'
import { verifyAudit } from '#src/domain/audit/verify-audit.ts'
import type { AuditFinding } from '#src/domain/audit/verify-audit.ts'
import { systemClock } from '#src/kit/clock.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Command } from './command.ts'

const meanings: Record<AuditFinding['kind'], string> = {
  'altered-entry': 'the entry was altered, or written without the key',
  'removed-entry': 'entries before this one were removed',
  'truncated-chain': 'the end of the chain was cut off before this entry, which a checkpoint names',
  'altered-checkpoint': 'the checkpoint was altered or sealed with another secret',
  'removed-checkpoint': 'checkpoints before this one were removed',
  'unsealed-old-entry': 'the entry has no key and no checkpoint vouches for it',
  'empty-trail': 'this installation was started and has no entry: the trail was emptied',
  'missing-head':
    'the trail lacks this head: it was cut, emptied or replaced since, or lost its end',
}

const usage = `Write one of:
  npm run portico -- audit verify [--expect HEAD]
  npm run portico -- audit export [--from 2026-11-01] [--to 2026-12-01T00:00Z]
  npm run portico -- audit key`

interface Words {
  readonly expect?: string
  readonly from?: string
  readonly to?: string
}

interface Trail {
  readonly config: Config
  readonly store: OpenStore
  readonly key: Uint8Array
  readonly words: Words
  readonly print: (line: string) => void
}

export const audit: Command = async ({ arguments: rest, environment, print }) => {
  const { action, words } = parseWords(rest)
  const config = loadConfig(environment)
  const store = await openStore(config)
  try {
    const key = await loadFittingKey(store)
    return await actions[action]({ config, store, key, words, print })
  } finally {
    await store.database.close()
  }
}

type Action = 'verify' | 'export' | 'key'

const actions: Readonly<Record<Action, (trail: Trail) => Promise<number>>> = {
  verify,
  export: print,
  key: async ({ key, print: say }) => {
    say(Buffer.from(key).toString('hex'))
    return 0
  },
}

/** Only the options that an action has. */
const optionsOf: Readonly<Record<Action, readonly string[]>> = {
  verify: ['expect'],
  export: ['from', 'to'],
  key: [],
}

function parseWords(rest: readonly string[]): { action: Action; words: Words } {
  const text = { type: 'string' } as const
  try {
    const { positionals, values } = parseArgs({
      args: rest.slice(),
      allowPositionals: true,
      options: { expect: text, from: text, to: text },
    })
    const [action, ...more] = positionals
    const isKnown = action === 'verify' || action === 'export' || action === 'key'
    if (!isKnown || more.length > 0) throw new RefusedError(usage)
    if (Object.keys(values).some((name) => !optionsOf[action].includes(name)))
      throw new RefusedError(usage)
    return { action, words: values }
  } catch (cause) {
    throw new RefusedError(usage, { cause })
  }
}

async function verify({ config, store, key, words, print: say }: Trail): Promise<number> {
  const { database } = store
  const { expect } = words
  if (expect !== undefined && !parseHead(expect))
    throw new RefusedError(`"${expect}" is no head: copy it from the log or from audit verify.`)
  const witness = config.databaseUrl ? undefined : readWitness(config.dataDirectory)
  const heads = [expect, witness].filter((head) => head !== undefined)
  const isInstalled = (await findBoundBank(database)) !== undefined
  const report = await verifyAudit(createAuditStore(database.db), { key, heads, isInstalled })
  const { entries, chains, checkpoints, findings, head } = report
  say(
    `${entries} entries in ${chains} chains, ${checkpoints} checkpoints: ` +
      (findings.length === 0 ? 'everything fits.' : 'NOT everything fits.'),
  )
  for (const { kind, where, seq } of findings) say(`  ${where} #${seq}: ${meanings[kind]}`)
  if (head !== undefined) say(`Head: ${head}`)
  return findings.length === 0 ? 0 : 1
}

async function print({ store, words, print: say }: Trail): Promise<number> {
  const from = parseTime('--from', words.from)
  const to = parseTime('--to', words.to)
  const lines = exportAudit(createAuditStore(store.database.db), {
    at: systemClock.now(),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  })
  for await (const line of lines) say(JSON.stringify(line))
  return 0
}

function parseTime(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const at = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/u.test(text)
    ? Date.parse(text)
    : NaN
  if (Number.isNaN(at))
    throw new RefusedError(`${option} "${text}" is no time: write 2026-12-01 or 2026-12-01T21:00Z.`)
  return at
}

async function loadFittingKey(store: OpenStore): Promise<Uint8Array> {
  const { database } = store
  if ((await listPendingMigrations(database)).length > 0) {
    throw new RefusedError(
      'The store does not have the newest structure. Write: npm run portico -- migrate',
    )
  }
  return loadAuditKey(store)
}
