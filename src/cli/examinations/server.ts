/** Examines a PostgreSQL for what no session of ours can ask of it, and whether changes are heard through what stands between. */
import { hearsCalls } from '#src/adapters/database/facts-listener.ts'
import { readServerTerms } from '#src/adapters/database/server-terms.ts'
import type { ServerTerms } from '#src/adapters/database/server-terms.ts'
import { openStoreToRead } from '#src/app/open-store.ts'
import type { Examination, Finding } from './finding.ts'

export const examineServer: Examination = async ({ config }) => {
  const { databaseUrl, listenDatabaseUrl } = config
  if (!databaseUrl) return []
  const { database } = await openStoreToRead(config)
  try {
    const terms = await readServerTerms(databaseUrl.reveal(), database)
    const findings = judge(terms)
    if (terms.readOnly === 'on') return findings
    const isHeard = await hearsCalls((listenDatabaseUrl ?? databaseUrl).reveal(), database)
    return [...findings, isHeard ? heard : notHeard]
  } finally {
    await database.close()
  }
}

const heard: Finding = { state: 'fine', text: 'Changes by other processes are heard' }
const notHeard: Finding = {
  state: 'unsafe',
  text:
    'Changes by other processes are not heard, as behind a pooler in transaction mode: every read asks the store. ' +
    'Set LISTEN_DATABASE_URL to the address of the server itself.',
}

/** Each fault with whether it is there. */
function judge(terms: ServerTerms): Finding[] {
  const { fsync, fullPageWrites, encoding, readOnly, schema, durabilityUsual, isPooled } = terms
  const faults: [boolean, Finding['state'], string][] = [
    [
      readOnly === 'on',
      'stops',
      'The database takes no writes: it is a standby, or set to read only. Name the primary in DATABASE_URL, or all hosts with target_session_attrs=read-write.',
    ],
    [
      encoding !== 'UTF8',
      'stops',
      `The database is encoded in ${encoding}. Make it anew with ENCODING 'UTF8'.`,
    ],
    [
      schema === null,
      'stops',
      'The search_path of this user leads to no schema, so there is no place for tables. Set it for the user, or make the schema.',
    ],
    [
      fsync === 'off',
      'unsafe',
      'The server runs with fsync = off: after a crash of its machine what was acknowledged can be lost, or everything. Set it on.',
    ],
    [
      fullPageWrites === 'off',
      'unsafe',
      'The server runs with full_page_writes = off: a crash of its machine can leave half-written pages. Set it on.',
    ],
    [
      ['off', 'local', 'remote_write'].includes(durabilityUsual),
      'note',
      `The server's synchronous_commit is ${durabilityUsual}; our sessions raise it to on.`,
    ],
    [
      isPooled,
      'note',
      'A pooler stands between: each transaction states its own terms, which costs a write two more ways to it.',
    ],
  ]
  return faults.filter(([isThere]) => isThere).map(([, state, text]) => ({ state, text }))
}
