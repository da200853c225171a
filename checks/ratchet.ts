/** Breaches that are tolerated for now. The list may only shrink: a line that nothing breaks any more fails the check. */
import type { RuleName } from './house-rules.ts'

export interface Tolerated {
  readonly rule: RuleName
  readonly path: string
  readonly reason: string
}

export const tolerated: readonly Tolerated[] = [
  {
    rule: 'file-size',
    path: 'src/adapters/database/migrations/2026-11-21-foundation.ts',
    reason: 'the first migration makes all tables; a migration is never split once it is released',
  },
  {
    rule: 'function-size',
    path: 'src/adapters/database/migrations/2026-11-21-foundation.ts',
    reason: 'a list of table definitions, read from top to bottom',
  },
  {
    rule: 'file-size',
    path: 'web/app/api/portal-contract.ts',
    reason: 'made from openapi/portal.yaml, not written',
  },
]
