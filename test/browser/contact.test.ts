/** The contact form in a real browser without script: by keyboard, at 320 px, with what was typed still there after a mistake. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../browser.ts'
import { fillIn } from '../contact-form.ts'
import { startPortico } from '../harness.ts'

test('without script, a mistake is led to by a link and a message gets through', async (t) => {
  const { url } = await startPortico(t)
  const { fields, values, emailId, messageId } = await fillIn(url)
  const { page } = await openPage(t, { hasScript: false, width: 320 })
  await page.goto(`${url}/contact`)
  const send = page.getByRole('button', { name: 'Send the message' })
  const message = page.locator(`#${messageId}`)
  await message.fill(values[messageId] ?? '')
  await page.locator(`#${emailId}`).fill('astrid')
  await send.click()
  const summary = page.getByRole('alert')
  assert.ok((await summary.innerText()).includes('write an address like'))
  assert.equal(await message.inputValue(), values[messageId])
  await summary.getByRole('link').first().click()
  await page.keyboard.press('Tab')
  for (const { id, type } of fields) {
    const control = page.locator(`#${id}`)
    if (type === 'choice') await control.selectOption(values[id] ?? '')
    else await control.fill(values[id] ?? '')
  }
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  assert.ok(width <= 320, `the page is ${width} px wide`)
  await send.click()
  assert.match(await page.getByRole('main').innerText(), /[2-9A-Z]{5}-[2-9A-Z]{5}/u)
})

test('the trap for robots is neither seen nor reached by the keyboard', async (t) => {
  const { url } = await startPortico(t)
  const { page } = await openPage(t, { hasScript: false })
  await page.goto(`${url}/contact`)
  const trap = page.locator('#your_website')
  const box = await trap.boundingBox()
  assert.ok(box && box.x + box.width < 0, 'it lies outside the page')
  const reached = new Set<string>()
  for (let count = 0; count < 40; count += 1) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate<string>("document.activeElement?.id ?? ''"))
  }
  assert.ok(!reached.has('your_website'))
})
