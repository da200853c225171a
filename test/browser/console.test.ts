/** The test console on an operation's page, as a person uses it: with script and without, as a visitor and with an own app. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../browser.ts'
import { findAccountList } from '../console-target.ts'
import { startPortico } from '../harness.ts'
import { createAppByPages, signUpByPages } from '../portal-visit.ts'

const { productId, version, operationId } = await findAccountList()
const pageOf = (id: string) => `/apis/${productId}/${version}/${id}`

for (const hasScript of [true, false]) {
  const how = hasScript ? 'with script' : 'without script'

  test(`a visitor gets a 200 with one press and follows a link of the answer, ${how}`, async (t) => {
    const { url } = await startPortico(t)
    const { page } = await openPage(t, { hasScript })
    await page.goto(url + pageOf(operationId))
    await page.getByRole('button', { name: 'Call', exact: true }).click()
    const answer = page.locator('#console-answer')
    await answer.getByText('200 OK').waitFor()
    assert.match(await answer.innerText(), /"accounts": \[/u)
    await answer
      .getByRole('button', { name: /^transactions/u })
      .first()
      .click()
    await page.waitForURL((at) => at.pathname === pageOf('getTransactionList'))
    await answer.getByText('200 OK').waitFor()
    assert.notEqual(await page.getByLabel('account-id').inputValue(), '')
  })

  test(`what was typed stays, and an error stands at its field, ${how}`, async (t) => {
    const { url } = await startPortico(t)
    const { page } = await openPage(t, { hasScript })
    await page.goto(`${url}/sv${pageOf('getTransactionList')}`)
    await page.getByLabel('bookingStatus').selectOption('pending')
    await page.getByLabel('account-id').fill('')
    await page.getByRole('button', { name: 'Anropa', exact: true }).click()
    await page.getByRole('heading', { name: 'Inget anropades' }).waitFor()
    assert.equal(await page.getByLabel('account-id').getAttribute('aria-invalid'), 'true')
    assert.equal(await page.getByLabel('bookingStatus').inputValue(), 'pending')
    await page.getByLabel('account-id').fill('acc_unknown')
    await page.getByRole('button', { name: 'Anropa', exact: true }).click()
    const answer = page.locator('#console-answer')
    await answer.getByText('404 Not Found').waitFor()
    const help = answer.getByRole('link', { name: 'RESOURCE_UNKNOWN' })
    assert.equal(await help.getAttribute('href'), '/sv/errors/RESOURCE_UNKNOWN')
  })
}

test('a developer picks an own app and a customer, and both stay picked along the links', async (t) => {
  const { url } = await startPortico(t)
  const { page } = await openPage(t)
  await signUpByPages(page, url)
  const redirectUri = 'http://127.0.0.1:9/callback'
  await createAppByPages(page, url, { name: 'Budget', redirectUri })
  await page.goto(url + pageOf(operationId))
  await page.getByLabel('App', { exact: true }).selectOption('Budget')
  const customer = page.getByLabel('Test customer who consents')
  await customer.selectOption({ index: 1 })
  const chosen = await customer.inputValue()
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  const answer = page.locator('#console-answer')
  await answer.getByText('200 OK').waitFor()
  assert.equal(await customer.inputValue(), chosen)
  await answer
    .getByRole('button', { name: /^balances/u })
    .first()
    .click()
  await answer.getByText('200 OK').waitFor()
  assert.equal(await customer.inputValue(), chosen)
  await answer.getByText('As curl').click()
  assert.match(await answer.innerText(), /Bearer \$ACCESS_TOKEN/u)
})

test('the panel fits 320 px, open and answered', async (t) => {
  const { url } = await startPortico(t)
  const { page } = await openPage(t, { width: 320, hasScript: false })
  await page.goto(url + pageOf(operationId))
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await page.locator('#console-answer').getByText('200 OK').waitFor()
  for (const summary of await page.locator('.console summary').all()) await summary.click()
  const box = await page.locator('.console').boundingBox()
  assert.ok(box !== null && box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box))
})
