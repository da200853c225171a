/** Types of the portal's contract as text. */
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { root } from './source-files.ts'

export const contractTypesFile = 'web/app/api/portal-contract.ts'

const charter =
  '/** Made from openapi/portal.yaml by `npm run contracts`; never edited by hand. */\n'

export async function generateContractTypes(): Promise<string> {
  const contract = pathToFileURL(join(root, 'openapi', 'portal.yaml'))
  return charter + astToString(await openapiTypescript(contract))
}
