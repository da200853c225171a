/** Notices: written on the command line beside a running server, on every page while they last, and within seconds. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { call } from '../developer.ts'
import { createSurroundings, engines, startPortico } from '../harness.ts'
import { runPortico } from '../spawn-portico.ts'

const shownWithinMs = 5_000
const hourMs = 3_600_000
const texts = ['--en', 'The <wheels> & hamsters are oiled.', '--sv', 'Hamstrarnas hjul oljas.']
/** An instant as the command takes it, to the minute. */
const at = (hours: number) =>
  new Date(Date.now() + hours * hourMs).toISOString().replace(/:\d\d\.\d+Z$/u, 'Z')

interface Shown {
  readonly from: string
  readonly isCurrent: boolean
  readonly text: { readonly en: string }
}

/** Those of the test: the bank's pack may have some too. */
const ownOf = ({ notices }: { notices: Shown[] }) =>
  notices.filter(({ text }) => text.en === texts[1])

async function read(url: string) {
  const answer = await fetch(url)
  return { status: answer.status, html: await answer.text() }
}

/** Waits as long as a reader may have to. */
async function shows(url: string, words: string, isWanted: boolean) {
  const until = Date.now() + shownWithinMs
  while ((await read(url)).html.includes(words) !== isWanted) {
    if (Date.now() > until) throw new Error(`"${words}" is ${isWanted ? 'not' : 'still'} on ${url}`)
    await pause(100)
  }
}

for (const engine of engines) {
  test(`a notice added beside a running server is on every page while it lasts (${engine})`, async (t) => {
    const surroundings = await createSurroundings(t, engine)
    const { url } = await startPortico(t, { surroundings })
    const portico = (...words: string[]) => runPortico(['notice', ...words], surroundings)
    const added = await portico('add', '--from', at(-1), '--until', at(3), ...texts)
    assert.equal(added.code, 0, added.output)
    const id = /notice_[a-z0-9]+/u.exec(added.output)?.[0] ?? 'none'
    for (const path of ['/', '/sign-in', '/contact', '/errors/path-unknown', '/no-such-page'])
      await shows(`${url}${path}`, 'The &lt;wheels&gt; &amp; hamsters are oiled.', true)
    await shows(`${url}/sv`, 'Hamstrarnas hjul oljas.', true)
    const upcoming = await portico('add', '--from', at(24), '--until', at(25), ...texts)
    assert.equal(upcoming.code, 0, upcoming.output)
    await pause(2_500)
    const { body } = await call(`${url}/api/v1/notices`)
    assert.deepEqual(
      ownOf(body).map((notice) => notice.isCurrent),
      [true, false],
    )
    assert.equal(body.timeZone, 'Europe/Stockholm')
    const banner = /<aside[\s\S]*?<\/aside>/u.exec((await read(url)).html)?.[0] ?? ''
    assert.equal(banner.match(/hamsters are oiled/gu)?.length, 1, 'the upcoming one waits')
    assert.match(
      banner,
      /<time dateTime="[^"]+">[^<]+<\/time> – <time dateTime="[^"]+">[^<]*C?ES?T|GMT\+[12]/u,
    )
    const ended = await portico('end', id)
    assert.equal(ended.code, 0, ended.output)
    await shows(`${url}/`, 'hamsters are oiled', false)
    assert.equal((await portico('end', id)).code, 1)
    const audited = await runPortico(['audit', 'verify'], surroundings)
    assert.match(audited.output, /everything fits/u)
  })
}

test('nonsense is refused with one line that says what to write', async (t) => {
  const surroundings = await createSurroundings(t)
  await startPortico(t, { surroundings })
  const before = (await runPortico(['notice', 'list'], surroundings)).output
  const good = { '--from': at(1), '--until': at(2), '--en': 'x', '--sv': 'x' }
  const wrong: Record<string, string | undefined>[] = [
    { '--from': '2026-13-01T22:00' },
    { '--from': '2026-12-01' },
    { '--from': 'tomorrow' },
    { '--from': undefined },
    { '--from': at(3) },
    { '--from': at(-3), '--until': at(-2) },
    { '--until': '2999-01-01T00:00' },
    { '--from': '2027-03-28T02:30', '--until': '2027-03-28T04:00' },
    { '--sv': undefined },
    { '--en': 'x'.repeat(501) },
    { '--kind': 'party' },
    { '--colour': 'red' },
  ]
  for (const change of wrong) {
    const entries = Object.entries({ ...good, ...change })
    const words = entries.flatMap(([name, value]) => (value === undefined ? [] : [name, value]))
    const { code, output } = await runPortico(['notice', 'add', ...words], surroundings)
    assert.equal(code, 1, JSON.stringify(change))
    assert.equal(output.trim().split('\n').length, 1, output)
  }
  for (const words of [[], ['remove'], ['end'], ['end', 'notice_none'], ['list', 'all']]) {
    const { code, output } = await runPortico(['notice', ...words], surroundings)
    assert.equal(code, 1, words.join(' '))
    assert.equal(output.trim().split('\n').length, 1, output)
  }
  assert.equal((await runPortico(['notice', 'list'], surroundings)).output, before)
})

test('times without an offset are those on the wall of the bank', async (t) => {
  const surroundings = await createSurroundings(t)
  const { url } = await startPortico(t, { surroundings })
  const year = new Date().getUTCFullYear() + 1
  const words = ['--from', `${year}-07-01T22:00`, '--until', `${year}-07-02T04:00`, ...texts]
  const { code, output } = await runPortico(['notice', 'add', ...words], surroundings)
  assert.equal(code, 0, output)
  const { body } = await call(`${url}/api/v1/notices`)
  assert.equal(ownOf(body)[0]?.from, `${year}-07-01T20:00:00.000Z`)
})
