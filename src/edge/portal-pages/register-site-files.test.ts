import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildSecurityText, buildSitemap } from './register-site-files.ts'

const options = {
  pages: ['/', '/apis/a&b'],
  languages: ['en', 'sv'] as const,
  publicUrl: 'https://bank.example',
  mailContact: 'people@bank.example',
  now: () => Date.UTC(2026, 10, 21, 13),
}

test('the sitemap has every page once per language, with its other languages', () => {
  const sitemap = buildSitemap(options)
  const places = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/gu)].map((match) => match[1])
  assert.deepEqual(places, [
    'https://bank.example/',
    'https://bank.example/sv',
    'https://bank.example/apis/a&amp;b',
    'https://bank.example/sv/apis/a&amp;b',
  ])
  assert.equal([...sitemap.matchAll(/hreflang="x-default"/gu)].length, 4)
})

test('security.txt expires within a year and never in the past', () => {
  const expires = /^Expires: (.+)$/mu.exec(buildSecurityText(options))?.[1] ?? ''
  const days = (Date.parse(expires) - options.now()) / 86_400_000
  assert.ok(days > 100 && days < 365, expires)
})
