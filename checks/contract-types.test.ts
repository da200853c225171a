import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { contractTypesFile, generateContractTypes } from './contract-types.ts'
import { root } from './source-files.ts'

test('the web app is typed from the contract as it is now (npm run contracts)', async () => {
  const made = await generateContractTypes()
  assert.equal(await readFile(join(root, contractTypesFile), 'utf8'), made)
  assert.match(made, /CreatedApp/u)
})
