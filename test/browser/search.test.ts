/** Instant search in a real browser: by keyboard, by pointer, and not at all without script. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../browser.ts'
import { startPortico } from '../harness.ts'

test('results show while one types, and the keyboard reaches all of it', async (t) => {
  const { url } = await startPortico(t)
  const { page, requests } = await openPage(t)
  const failures: string[] = []
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()))
  await page.goto(`${url}/search`)
  const field = page.getByRole('main').getByRole('combobox')
  await page.keyboard.press('/')
  assert.equal(await page.evaluate('document.activeElement?.id'), 'search')
  assert.equal(await field.inputValue(), '')
  await page.keyboard.type('consent')
  const list = page.getByRole('main').getByRole('listbox')
  await list.waitFor()
  assert.equal(await field.getAttribute('aria-expanded'), 'true')
  const status = page.getByRole('main').locator('[aria-live=polite]')
  assert.match((await status.textContent()) ?? '', /^\d+ results$/u)
  await page.keyboard.press('ArrowDown')
  const first = list.getByRole('option').first()
  assert.equal(await first.getAttribute('aria-selected'), 'true')
  assert.equal(await field.getAttribute('aria-activedescendant'), await first.getAttribute('id'))
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'hidden' })
  assert.equal(await field.inputValue(), 'consent')
  await page.keyboard.press('ArrowDown')
  await list.waitFor()
  await page.keyboard.press('ArrowDown')
  const address = await first.getAttribute('data-address')
  await page.keyboard.press('Enter')
  await page.waitForURL(url + String(address))
  assert.deepEqual(failures, [])
  assert.ok(
    requests.every((request) => request.startsWith(url)),
    'it asked another host',
  )
})

test('results follow the language of the page and the pointer', async (t) => {
  const { url } = await startPortico(t)
  const { page } = await openPage(t, { width: 390 })
  await page.goto(`${url}/sv/search`)
  const field = page.getByRole('main').getByRole('combobox')
  await field.pressSequentially('samtyc')
  const option = page.getByRole('main').getByRole('option').first()
  await option.waitFor()
  await option.click()
  await page.waitForURL((target) => target.pathname.startsWith('/sv/') && !target.search)
})

test('without script the same field leads to the page of results', async (t) => {
  const { url } = await startPortico(t)
  const { page } = await openPage(t, { hasScript: false })
  await page.goto(`${url}/search`)
  await page.getByRole('main').getByRole('searchbox').fill('consent')
  await page.getByRole('main').getByRole('button').click()
  await page.waitForURL(`${url}/search?q=consent`)
  assert.ok((await page.getByRole('main').locator('.found li').count()) > 0)
})
