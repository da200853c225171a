/** Every page a stranger, a developer or a customer sees: accessible, narrow enough for a phone, guarded by its policy. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { openPage } from '../browser.ts'
import type { PageOptions } from '../browser.ts'
import { buildAuthorization, discover } from '../consent-flow.ts'
import { call, createApp, newCredentials, newestMail, signUp } from '../developer.ts'
import { startPortico } from '../harness.ts'
import { createAppByPages, press, signUpByPages } from '../portal-visit.ts'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)
const publicPaths = [
  '/',
  '/sv',
  '/sign-up',
  '/sign-in',
  '/lost-password',
  '/errors',
  '/mailbox',
  '/apis',
  '/apis/exchange-rates',
  '/sv/apis/account-information/1.3',
  '/apis/account-information/1.3/getTransactionList',
  '/contact',
  '/guides',
  '/faq',
  '/sv/glossary',
  '/about',
  '/maintenance',
  '/test-data',
  '/bank-profile',
  '/sv/bank-profile',
  '/search?q=consent',
]
const developerPaths = ['/apps', '/apps/new', '/account', '/account/delete']

const isLong = process.env['PORTICO_LONG_TESTS'] === '1'
const variants: readonly PageOptions[] = isLong
  ? [320, 1_280].flatMap((width) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
    )
  : [{ width: 320 }, { colorScheme: 'dark' }]

/** What axe finds against WCAG 2.2 A and AA, one line each. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    // axe is a global of the page, put there by the line above
    const { axe } = globalThis as never as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } })
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)
  })
}

async function assertGood(page: Page, place: string): Promise<void> {
  assert.deepEqual(await findings(page), [], place)
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  assert.equal(overflow, 0, `${place} scrolls sideways`)
}

async function visit(page: Page, url: string): Promise<void> {
  const answer = await page.goto(url)
  assert.ok(answer && answer.status() < 400, `${url} answered ${answer?.status()}`)
  const policy = (await answer.allHeaders())['content-security-policy'] ?? ''
  const scripts = /(?:script-src|default-src)([^;]*)/u.exec(policy)?.[1] ?? ''
  assert.notEqual(scripts, '', `${url} has no policy for scripts`)
  assert.doesNotMatch(scripts, /unsafe-inline|unsafe-eval/u)
}

/** Every public page in every language, and those that a sitemap does not list. */
async function listSitemap(url: string): Promise<string[]> {
  const sitemap = await (await fetch(`${url}/sitemap.xml`)).text()
  const listed = Array.from(
    sitemap.matchAll(/<loc>([^<]+)<\/loc>/gu),
    ([, address = '']) => address,
  )
  return [...new Set([...publicPaths, ...listed.map((address) => new URL(address).pathname)])]
}

/** Each page once in every width and once in every colour; all four of each would double the time and find the same. */
function isWhole({ width, colorScheme }: PageOptions): boolean {
  return isLong && (width === 320) === (colorScheme === 'light')
}

function nameOf(variant: PageOptions): string {
  return `${variant.width ?? 1_280} px, ${variant.colorScheme ?? 'light'}`
}

for (const variant of variants) {
  test(`public and developer pages are accessible (${nameOf(variant)})`, async (t) => {
    const { url } = await startPortico(t)
    const { page } = await openPage(t, variant)
    for (const path of isWhole(variant) ? await listSitemap(url) : publicPaths) {
      await visit(page, url + path)
      await assertGood(page, path)
    }
    await visitActivation(page, url)
    await signUpByPages(page, url)
    for (const path of developerPaths) {
      await visit(page, url + path)
      await assertGood(page, path)
    }
    await walkAppPages(page, url)
  })

  for (const language of ['en', 'sv'])
    test(`the customer's pages are accessible (${nameOf(variant)}, ${language})`, (t) =>
      walkCustomerPages(t, { ...variant, language }))
}

/** The page behind the link in the mail, and how it refuses a password. */
async function visitActivation(page: Page, url: string): Promise<void> {
  const { email } = newCredentials()
  await call(`${url}/api/v1/accounts`, { json: { email } })
  await visit(page, (await newestMail(url, email)).links[0] ?? '')
  await assertGood(page, 'an activation')
  await page.getByLabel('Password').fill('qwertyuiop123456')
  await press(page, /^Activate/u)
  await page.locator('#errors').waitFor()
  await assertGood(page, 'a refused password')
}

const appPaths = ['', '/secrets', '/certificates', '/world', '/world/test-data', '/world/profile']

/** The pages of one app, a form that was refused and a certificate that is shown once. */
async function walkAppPages(page: Page, url: string): Promise<void> {
  await createAppByPages(page, url, { name: 'Budget', redirectUri: 'https://budget.example/back' })
  await visit(page, `${url}/apps`)
  const app = url + (await page.locator('tbody a').first().getAttribute('href'))
  for (const path of [...appPaths, '/world/profile?edit']) {
    await visit(page, app + path)
    await assertGood(page, path)
  }
  await page.getByLabel('Longest life, days').fill('300')
  await press(page, /^Save/u)
  await page.locator('#errors').waitFor()
  await assertGood(page, 'a refused profile')
  await visit(page, `${app}/secrets`)
  await press(page, /^Make the secret$/u)
  await page.locator('#client-secret').waitFor()
  await assertGood(page, 'a new Client Secret')
  await visit(page, `${app}/secrets`)
  await assertGood(page, 'a list with two secrets')
  await visit(page, `${app}/certificates`)
  await press(page, /^Issue/u)
  await page.getByText('is ready').waitFor()
  await assertGood(page, 'a new certificate')
  await visit(page, `${app}/certificates`)
  await assertGood(page, 'a list with a certificate')
}

async function walkCustomerPages(t: TestContext, variant: PageOptions): Promise<void> {
  const { url } = await startPortico(t)
  const app = await createApp(url, await signUp(url))
  const request = await buildAuthorization(await discover(url, app), app)
  const { page } = await openPage(t, variant)
  await visit(page, request.url.href)
  assert.equal(await page.locator('html').getAttribute('lang'), variant.language)
  await assertGood(page, 'who asks')
  const identify = variant.language === 'sv' ? /^Legitimera/u : /^Identify$/u
  const steps = [/on this device$|den här enheten$/u, identify]
  for (const step of steps) {
    await press(page, step)
    await page.waitForLoadState()
    await assertGood(page, `after ${step}`)
  }
  await page.locator('input[type=checkbox]').first().waitFor()
}
