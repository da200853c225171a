import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { createKeptPages } from './kept-pages.ts'
import type { DrawnPage } from './page-drawing.ts'

const nobodyLeaves = new AbortController().signal
const encode = (text: string) => new Uint8Array(new TextEncoder().encode(text))
const pageOf = (text: string, facts: Partial<DrawnPage> = {}): DrawnPage => ({
  status: 200,
  headers: [],
  cookies: [],
  body: encode(text),
  ...facts,
})

function open(own: { bytesMax?: number } = {}) {
  const state = { mark: '', now: 0, drawn: [] as string[] }
  const kept = createKeptPages({ mark: async () => state.mark, now: () => state.now, ...own })
  const show = (key: string, page: DrawnPage = pageOf(key), gone = nobodyLeaves) =>
    kept.show(key, gone, async () => {
      state.drawn.push(key)
      await new Promise(setImmediate)
      return page
    })
  return { state, kept, show }
}

test('a page is drawn once for all who ask at the same time, and kept for those who come later', async () => {
  const { state, show } = open()
  const all = await Promise.all([show('/a'), show('/a'), show('/a'), show('/b')])
  assert.deepEqual(state.drawn, ['/a', '/b'])
  assert.equal(all[0], await show('/a'))
  assert.equal(state.drawn.length, 2)
})

test('compressed bytes are made once', async () => {
  const { show } = open()
  const text = 'long '.repeat(1_000)
  const [one, other] = [await show('/a', pageOf(text)), await show('/a')]
  assert.equal(await one.compressed('br'), await other.compressed('br'))
  assert.equal(brotliDecompressSync(await one.compressed('br')).toString(), text)
})

test('a change of what every page shows drops them all, also what is being drawn', async () => {
  const { state, show } = open()
  const early = show('/b')
  await show('/a')
  state.mark = 'a notice'
  await Promise.all([show('/a'), show('/b'), early])
  await Promise.all([show('/a'), show('/b')])
  assert.deepEqual(state.drawn.toSorted(), ['/a', '/a', '/b', '/b'])
})

test('failures, pages with cookies and old pages are not kept', async () => {
  const { state, show } = open()
  for (const facts of [{ status: 404 }, { cookies: ['a=b'] }]) {
    await show('/a', pageOf('x', facts))
    await show('/a', pageOf('x', facts))
  }
  assert.equal(state.drawn.length, 4)
  await show('/a')
  state.now += 60_000
  await show('/a')
  assert.equal(state.drawn.length, 6)
})

test('the page that was not read for the longest makes room, and one without room is not kept', async () => {
  const { state, show } = open({ bytesMax: 300 })
  const body = 'x'.repeat(90)
  for (const key of ['/a', '/b', '/a', '/c', '/a', '/b']) await show(key, pageOf(body))
  assert.deepEqual(state.drawn, ['/a', '/b', '/c', '/b'])
  for (let turn = 0; turn < 2; turn += 1) await show('/large', pageOf('x'.repeat(301)))
  assert.equal(state.drawn.filter((key) => key === '/large').length, 2)
})

test('the drawing ends when the last reader has gone, and not before', async () => {
  const { kept } = open()
  const [first, second] = [new AbortController(), new AbortController()]
  let ended = false
  const draw = (signal: AbortSignal) =>
    new Promise<DrawnPage>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        ended = true
        reject(new Error('gone'))
      })
    })
  const both = [kept.show('/a', first.signal, draw), kept.show('/a', second.signal, draw)]
  await new Promise(setImmediate)
  first.abort()
  assert.equal(ended, false)
  second.abort()
  assert.equal(ended, true)
  const again = kept.show('/a', nobodyLeaves, async () => pageOf('new'))
  await Promise.allSettled(both)
  assert.equal((await again).page.body.length, 3)
})
