import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { examineSafety } from './surroundings.ts'

async function warningsOf(secret: string): Promise<string[]> {
  const found = await examineSafety({
    config: loadConfig({ PORTICO_SECRET: secret }),
    isRunning: false,
  })
  return found.map(({ text }) => text).filter((text) => text.startsWith('PORTICO_SECRET'))
}

test('the doctor tells a secret that is easy to guess, and no random one', async () => {
  for (const secret of ['a'.repeat(32), 'secret-of-ours!!'.repeat(4), '12341234'.repeat(5)])
    assert.equal((await warningsOf(secret)).length, 1, secret)
  for (const encoding of ['base64', 'base64url', 'hex'] as const)
    assert.deepEqual(await warningsOf(randomBytes(48).toString(encoding)), [], encoding)
})
