/** Guarantees of the escaping template. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html, toPlainText, toText, trusted } from './html.ts'

const evil = `<script>alert("1")</script>&'`

test('text from outside is escaped in content', () => {
  assert.equal(
    toText(html`<p>${evil}</p>`),
    '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</p>',
  )
})

test('text from outside cannot leave a quoted attribute of either kind', () => {
  const escaped = toText(html`${`x" onclick="y' onclick='z`}`)
  assert.equal(escaped, 'x&quot; onclick=&quot;y&#39; onclick=&#39;z')
  assert.equal(toText(html`<a title="${'"><b>'}"></a>`), '<a title="&quot;&gt;&lt;b&gt;"></a>')
})

test('markup and lists nest without being escaped twice', () => {
  const items = ['a', '<b>'].map((text) => html`<i>${text}</i>`)
  assert.equal(toText(html`[${items}]`), '[<i>a</i><i>&lt;b&gt;</i>]')
})

test('undefined, null and false draw nothing while zero is drawn', () => {
  assert.equal(toText(html`[${undefined}${null}${false}${[]}${0}${0n}]`), '[00]')
})

test('an object read from JSON cannot pass for markup', () => {
  const forged: unknown = JSON.parse('[{"markup":"<script>","Symbol(markup)":"<script>"}]')
  // The cast plays a caller whose types lie.
  assert.throws(() => html`${forged as string[]}`, TypeError)
})

test('only trusted takes text as markup', () => {
  assert.equal(toText(html`${trusted('<svg></svg>')}`), '<svg></svg>')
})

test('plain text gives back what was put in, without elements', () => {
  assert.equal(toPlainText(html`<b>${evil}</b> &amp; more`), `${evil} & more`)
})
