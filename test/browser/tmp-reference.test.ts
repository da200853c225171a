/** Temporary: pictures of the reference pages. */
import { test } from 'node:test'
import { openPage } from '../browser.ts'
test('shots', async (t) => {
  const url = 'http://localhost:8123'
  const paths = { home: '/', apis: '/apis', product: '/apis/exchange-rates', ais: '/sv/apis/account-information', restricted: '/sv/apis/corporate-balance-reports', reference: '/apis/exchange-rates/1', op: '/sv/apis/account-information/1.3/getTransactionList', none: '/sv/apis/nope' }
  for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [320, 'dark']] as const) {
    const { page } = await openPage(t, { width, colorScheme })
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(url + path)
      const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      if (over) console.log(name, width, 'overflow', over)
      await page.screenshot({ path: `/tmp/shots/reference-${name}-${width}-${colorScheme}.png`, fullPage: true })
    }
  }
})
