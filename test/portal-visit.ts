/** Walks the portal's and the customer's pages in a browser as a person would: by names of fields and buttons. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { newCredentials, newestMail } from './developer.ts'

export interface ShownCredentials {
  readonly id: string
  readonly clientId: string
  readonly clientSecret: string
}

const buttons = {
  signUp: /^Send me the link$/u,
  activate: /^Activate my account$/u,
  createApp: /^Create (?:the|an) app/u,
  sameDevice: /on this device$/u,
  identify: /^Identify$/u,
  approve: /^Approve$/u,
}

/** Clicks the first button or link with this name in the page's main part. */
export async function press(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('main').getByRole('button', { name }).first().click()
}

/** Signs up, follows the mailed link and chooses a password there, which signs in; answers the address that was used. */
export async function signUpByPages(page: Page, base: string): Promise<string> {
  const { email, password } = newCredentials()
  await page.goto(`${base}/sign-up`)
  await page.getByLabel('E-mail address').fill(email)
  await press(page, buttons.signUp)
  const mail = await newestMail(base, email)
  await page.goto(mail.links[0] ?? '')
  await page.getByLabel('Password').fill(password)
  await press(page, buttons.activate)
  await page.waitForURL((url) => url.pathname.startsWith('/apps'))
  return email
}

/** Makes an app on its page and reads what is shown once. */
export async function createAppByPages(
  page: Page,
  base: string,
  fields: { name: string; redirectUri: string },
): Promise<ShownCredentials> {
  await page.goto(`${base}/apps/new`)
  await page.getByLabel('Name', { exact: true }).fill(fields.name)
  await page.getByLabel('Redirect URIs').fill(fields.redirectUri)
  await press(page, buttons.createApp)
  await page.getByText('Client Secret', { exact: true }).first().waitFor()
  const text = await page.getByRole('main').innerText()
  const shown = (label: string) =>
    new RegExp(`^${label}\\s*[\\t\\n]\\s*(\\S+)`, 'mu').exec(text)?.[1] ?? ''
  const [clientId, clientSecret] = [shown('Client ID'), shown('Client Secret')]
  if (!clientId || !clientSecret) throw new Error(`the page shows no credentials:\n${text}`)
  return { id: page.url(), clientId, clientSecret }
}

/** Approves as the customer: who asks, the simulated BankID, the accounts. Counts the pages seen. */
export async function approveByPages(page: Page, authorizationUrl: string): Promise<number> {
  await page.goto(authorizationUrl)
  await press(page, buttons.sameDevice)
  await press(page, buttons.identify)
  await page.locator('input[type=checkbox]').first().waitFor()
  const boxes = await page.locator('input[type=checkbox]').all()
  for (const box of boxes) if (!(await box.isChecked())) await box.check()
  await press(page, buttons.approve)
  await page.waitForURL(/[?&]code=/u)
  return 3
}

/** A place on loopback for the app's redirect URI. */
export async function startCallback(t: TestContext): Promise<string> {
  const server = createServer((_, answer) => answer.end('<!doctype html><title>Back</title>'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => void server.close())
  const { port } = server.address() as AddressInfo // a TCP listener has this kind of address
  return `http://127.0.0.1:${port}/callback`
}
