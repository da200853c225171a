/** Guarantees of the customer's pages as they are drawn; how they behave in a browser is a test elsewhere. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listCustomerAssets } from '../assets.ts'
import { toQrSvg } from '../qr-svg.ts'
import type { Language } from '../texts/language.ts'
import { renderAsk } from './ask.ts'
import { renderChoose } from './choose.ts'
import { renderMessage, toMessageKind } from './message.ts'
import { renderTryAgain } from './try-again.ts'
import type { AccountView, ChooseView, RequestView, WaitingView } from './views.ts'
import { renderWaiting, waitingMessage } from './waiting.ts'

const evil = `<script>alert(1)</script>"'&`
const permission = {
  frequencyPerDay: 4,
  validUntilMs: Date.UTC(2027, 4, 19, 10),
  isRecurring: true,
  reads: 'balances-and-transactions',
  accounts: 'picked',
} as const
const testCustomers = [
  { id: 'c1', name: evil, about: evil },
  { id: 'c2', name: 'Karin', about: 'Family' },
]
const account: AccountView = {
  id: 'a1',
  name: evil,
  number: evil,
  balance: { amountMinor: 1_840_210n, currency: 'SEK' },
}

function request(language: Language = 'sv'): RequestView {
  return {
    language,
    bank: { name: evil, isFictional: true, tokensHref: '/bank.css' },
    switchLanguageHref: '/x?lang="',
    isSandbox: true,
    app: { name: evil },
    organisationName: evil,
    action: '/x"y',
  }
}

function choose(view: Partial<ChooseView> = {}): string {
  const accounts = [account, { ...account, id: 'a2' }]
  return renderChoose({
    ...request(),
    customerName: evil,
    permission,
    accounts,
    minutesMax: 5,
    ...view,
  })
}

function waiting(mode: WaitingView['mode'], language: Language = 'sv'): WaitingView {
  return {
    ...request(language),
    mode,
    statusHref: '/status',
    selfHref: '/self',
    nowMs: 0,
    expiresAtMs: 170_000,
  }
}

function allPages(language: Language): readonly string[] {
  const view = request(language)
  const simulator = { testCustomers, testCustomerId: 'c2' }
  const detail = { kind: 'unknown-redirect', requestId: evil, error: evil } as const
  return [
    renderAsk({ ...view, permission, testCustomers }),
    renderWaiting({ ...waiting('same-device', language), simulator }),
    renderWaiting({ ...waiting('other-device', language), qrSvg: toQrSvg('a', evil) }),
    renderTryAgain({ ...view, attemptsLeft: 1 }),
    choose({ language }),
    choose({ language, isNothingChosen: true }),
    choose({ language, accounts: [] }),
    renderMessage({ ...view, ...detail, errorDescription: evil }),
  ]
}

test('nothing from outside becomes markup on any page in any language', () => {
  for (const page of [...allPages('sv'), ...allPages('en')]) {
    assert.doesNotMatch(page, /<script>|alert\(1\)<\/script>|"'&/u)
    assert.match(page, /&lt;script&gt;alert\(1\)/u)
  }
})

test('every page names its language, has one heading, a title and no inline style or script', () => {
  for (const language of ['sv', 'en'] as const) {
    for (const page of allPages(language)) {
      assert.match(page, new RegExp(`^<!doctype html>\\s*<html lang="${language}">`, 'u'))
      assert.equal(page.match(/<h1>/gu)?.length, 1)
      assert.match(page, /<title>[^<]+ – /u)
      assert.doesNotMatch(
        page,
        /<style|\sstyle=|\son\w+="|<script(?! src=)|\{\{|undefined|\[object/u,
      )
    }
  }
})

test('every choice on every page lies inside a label', () => {
  for (const page of allPages('sv')) {
    const outside = page.replaceAll(/<label[\s\S]*?<\/label\s*>/gu, '')
    assert.doesNotMatch(outside, /<input|<select/u)
  }
})

test('whoever can say yes can say no on the same page', () => {
  assert.match(renderAsk({ ...request(), permission }), /name="action" value="refuse"/u)
  assert.match(choose(), /value="approve"[\s\S]*value="refuse"/u)
  assert.match(renderTryAgain({ ...request(), attemptsLeft: 3 }), /value="refuse"/u)
  assert.match(renderWaiting(waiting('same-device')), /name="action" value="cancel"/u)
})

test('the first page tells who asks, how often and until when, and offers both ways to identify', () => {
  const page = renderAsk({ ...request(), permission })
  assert.match(page, /högst fyra gånger om dagen/u)
  assert.match(page, /19 maj 2027/u)
  assert.match(page, /name="mode" value="same-device"[\s\S]*name="mode" value="other-device"/u)
  assert.doesNotMatch(page, /customerId/u)
})

test('one test customer is preselected: the wanted one, or else the first', () => {
  const pick = (page: string) => [...page.matchAll(/value="(c\d)"\s+checked/gu)].map((m) => m[1])
  const view = { ...request(), permission, testCustomers }
  assert.deepEqual(pick(renderAsk(view)), ['c1'])
  assert.deepEqual(pick(renderAsk({ ...view, testCustomerId: 'c2' })), ['c2'])
})

test('no account is chosen for a customer who has a choice, and the only account is', () => {
  assert.doesNotMatch(choose(), /\schecked/u)
  assert.match(choose({ accounts: [account] }), /value="a1"\s+checked/u)
  assert.match(
    choose({ accounts: [account, { ...account, id: 'a2', isPicked: true }] }),
    /value="a2"\s+checked/u,
  )
})

test('approving nothing is told as an alert that leads to the first account', () => {
  const page = choose({ isNothingChosen: true })
  assert.match(page, /role="alert"[\s\S]*href="#account-1"[\s\S]*id="account-1"/u)
  assert.match(page, /<title>Fel: /u)
  assert.doesNotMatch(choose(), /role="alert"/u)
})

test('a customer without accounts can only go back', () => {
  const page = choose({ accounts: [] })
  assert.doesNotMatch(page, /approve/u)
  assert.match(page, /value="refuse"/u)
})

test('a failed authentication warns before the last attempt only', () => {
  const page = (attemptsLeft: number) => renderTryAgain({ ...request(), attemptsLeft })
  assert.match(page(1), /ett försök kvar/u)
  assert.doesNotMatch(page(2), /försök kvar/u)
})

test('the waiting page reloads itself without script and tells the time left in words', () => {
  const page = renderWaiting(waiting('same-device'))
  assert.match(page, /<noscript><meta http-equiv="refresh" content="5" ?\/?><\/noscript>/u)
  assert.match(page, /aria-live="polite"[^>]*>[^<]*tre minuter/u)
  assert.doesNotMatch(page, /simulate/u)
})

test('the sandbox panel offers every outcome for the chosen test customer', () => {
  const simulator = { testCustomers, testCustomerId: 'c2' }
  const page = renderWaiting({ ...waiting('same-device'), simulator })
  for (const value of ['approve', 'cancel', 'fail', 'time-out']) {
    assert.ok(page.includes(`name="simulate" value="${value}"`), value)
  }
  assert.match(page, /<option\s+value="c2"\s+selected\s*>/u)
})

test('the state of waiting is told as plain text', () => {
  const at = { nowMs: 0, expiresAtMs: 30_000 }
  assert.equal(
    waitingMessage('en', { state: 'pending', ...at }),
    'Waiting for BankID. You have about one minute.',
  )
  assert.match(waitingMessage('sv', { state: 'complete', ...at }), /Du är legitimerad/u)
})

test('an OAuth error without way back gets its own page and an unknown one the general page', () => {
  assert.equal(toMessageKind('invalid_redirect_uri'), 'unknown-redirect')
  assert.equal(toMessageKind('invalid_client'), 'unknown-app')
  assert.equal(toMessageKind('constructor'), 'invalid-request')
})

test('every file that style and pages load is among the assets', async () => {
  const assets = await listCustomerAssets()
  const style = assets.get('/customer-assets/customer.css')?.body.toString() ?? ''
  const fonts = [...style.matchAll(/url\(['"]?([^'")]+)/gu)].map((match) => match[1])
  assert.ok(fonts.length > 0)
  for (const font of fonts) assert.ok(assets.has(`/customer-assets/${font}`), `${font}`)
  for (const page of allPages('sv')) {
    for (const [path] of page.matchAll(/\/customer-assets\/[\w.-]+/gu))
      assert.ok(assets.has(path), path)
  }
})
