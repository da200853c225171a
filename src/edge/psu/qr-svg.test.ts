/** Guarantees of the drawn QR code. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from 'uqr'
import { toQrSvg } from './qr-svg.ts'

test('the drawing has exactly the dark modules of the code and a quiet zone of four', () => {
  const drawing = toQrSvg('bankid.token.0.code', 'QR')
  const code = encode('bankid.token.0.code', { ecc: 'L', border: 4 })
  const drawn = new Set<string>()
  for (const [, x, y, length] of drawing.matchAll(/M(\d+) (\d+)h(\d+)v1/gu)) {
    for (let step = 0; step < Number(length); step += 1) drawn.add(`${Number(x) + step},${y}`)
  }
  const dark = code.data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`${x},${y}`] : [])))
  assert.deepEqual([...drawn].sort(), dark.sort())
  assert.ok(dark.every((place) => place.split(',').every((at) => Number(at) >= 4)))
})

test('the label is escaped', () => {
  assert.match(toQrSvg('a', '"><script>'), /aria-label="&quot;&gt;&lt;script&gt;"/u)
})
