/** Where the bank pack of a configuration lies. It opens nothing. */
import { join } from 'node:path'
import type { Config } from './config.ts'

/** `packageRoot` is the root of the product, whose own packs are taken unless the configuration names others. */
export function bankFolderOf(
  { bank, banksDirectory }: Pick<Config, 'bank' | 'banksDirectory'>,
  packageRoot: string,
): string {
  return join(banksDirectory ?? join(packageRoot, 'banks'), bank)
}
