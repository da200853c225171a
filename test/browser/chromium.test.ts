/** Proves that the tests of pages run in a real browser, so that they cannot pass without one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../browser.ts'

test('Chromium from the package renders a page and its script can be switched off', async (t) => {
  const html = '<p>plain</p><script>document.querySelector("p").textContent = "scripted"</script>'
  const scripted = await openPage(t)
  await scripted.page.setContent(html)
  assert.equal(await scripted.page.textContent('p'), 'scripted')
  const plain = await openPage(t, { hasScript: false, width: 320 })
  await plain.page.goto(`data:text/html,${encodeURIComponent(html)}`)
  assert.equal(await plain.page.locator('p').textContent(), 'plain')
})
