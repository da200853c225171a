/** The retention table as the page for operators (`docs/operating/retention.md`). */
import { retentionTable } from './retention-table.ts'
import type { RetentionRow } from './retention-table.ts'

const head = `# What is kept, and for how long

The jobs run from this table: once soon after the start and then every hour. What an hour cannot finish the next one goes on with. A restored backup brings back what was erased since; it goes again by the same jobs.

Every developer can save what is kept about them: as a file from the page of the account, or at \`GET /api/v1/account/export\`.

This page is generated from \`src/adapters/database/retention/retention-table.ts\` by \`npm run portico -- config docs\`.

| What | Realm | Kept | Counted from, or why | Tables | Job |
|---|---|---|---|---|---|
`

export function renderRetentionPage(): string {
  return `${head}${retentionTable.map(renderRow).join('\n')}\n`
}

function renderRow({ what, realm, days, since, tables, job }: RetentionRow): string {
  const names = tables.map((name) => `\`${name}\``).join(', ')
  return `| ${what} | ${realm} | ${textOf(days)} | ${since} | ${names} | ${job ?? '—'} |`
}

function textOf(days: number | undefined): string {
  if (days === undefined) return 'for good'
  if (days === 0) return 'not at all'
  return days === 1 ? '1 day' : `${days} days`
}
