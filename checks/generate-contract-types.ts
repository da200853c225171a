/** Makes the web app's types of openapi/portal.yaml (`npm run contracts`). A test holds the file against the contract. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contractTypesFile, generateContractTypes } from './contract-types.ts'
import { root } from './source-files.ts'

await writeFile(join(root, contractTypesFile), await generateContractTypes())
