/** Puts the bank's profile together for its page: the pack's choices, the schema behind them, the deviations of the contract. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { bankProfileSchema } from '#src/domain/catalogue/bank-profile.ts'
import { localizedSchema } from '#src/domain/catalogue/localized.ts'
import type { PortalServices } from '#src/edge/portal/portal-services.ts'
import type { Ground } from './ground.ts'

const deviationsSchema = z.array(
  z.strictObject({
    /** What the official contract says of such an answer, where a schema can see it. */
    fault: z.string().optional(),
    place: localizedSchema,
    ours: localizedSchema,
    source: z.string(),
  }),
)

export async function openBankProfile({
  pack,
  packageRoot,
}: Pick<Ground, 'pack' | 'packageRoot'>): Promise<PortalServices['bankProfile']> {
  const file = join(packageRoot, 'openapi', 'deviations.yaml')
  const rows = deviationsSchema.parse(parse(await readFile(file, 'utf8')))
  return {
    profile: pack.profile.xs2a,
    schema: z.toJSONSchema(bankProfileSchema),
    deviations: rows.map(({ place, ours, source }) => ({ place, ours, source })),
  }
}
