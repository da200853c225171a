import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildPsd2Statement } from './qc-statements.ts'

test('the statement of a payment and account information provider is that of the reference vector', () => {
  const authority = { name: 'Finansinspektionen', id: 'SE-FINA' }
  const der = Buffer.from(buildPsd2Statement(['AISP', 'PISP'], authority)).toString('hex')
  assert.equal(
    der,
    '304f06060400819827023045302630110607040081982701020c065053505f504930110607040081982701030c065053505f41490c1246696e616e73696e7370656b74696f6e656e0c0753452d46494e41',
  )
})
