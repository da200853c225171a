/** `config docs`: writes .env.example and the configuration page from the schema, and the retention page from its table. For the clone only. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderRetentionPage } from '#src/adapters/database/retention/describe-retention.ts'
import { renderConfigurationPage, renderEnvExample } from '#src/config/describe.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import { packageRoot } from './command.ts'
import type { Command } from './command.ts'

export const config: Command = async ({ arguments: rest, print }) => {
  if (rest[0] !== 'docs') throw new RefusedError('Write: npm run portico -- config docs')
  const pages = {
    '.env.example': renderEnvExample(),
    'docs/operating/configuration.md': renderConfigurationPage(),
    'docs/operating/retention.md': renderRetentionPage(),
  }
  for (const [path, text] of Object.entries(pages)) {
    await writeFile(join(packageRoot, path), text)
    print(`Wrote ${path}`)
  }
  return 0
}
