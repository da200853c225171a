import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseBlocks, parseSpans } from './parse-markdown.ts'

test('headings, paragraphs, lists and code are told apart', () => {
  const kinds = parseBlocks(
    '# A\nText over\ntwo lines\n\n- one\n- two\n  more\n\n```json\n{ "a": 1 }\n\n- x\n```\n\n1. first',
  )
  assert.deepEqual(kinds, [
    { kind: 'heading', level: 1, text: 'A' },
    { kind: 'paragraph', text: 'Text over two lines' },
    { kind: 'list', isOrdered: false, items: ['one', 'two more'] },
    { kind: 'code', text: '{ "a": 1 }\n\n- x' },
    { kind: 'list', isOrdered: true, items: ['first'] },
  ])
})

test('a link that could run script or leave by another scheme stays text', () => {
  for (const href of [
    'javascript:alert',
    'data:text/html,x',
    '//evil.example',
    'http://evil.example',
  ])
    assert.deepEqual(parseSpans(`[x](${href})`), [{ kind: 'text', text: `[x](${href})` }])
  assert.deepEqual(parseSpans('see [the index](/errors) or `X-Request-ID`'), [
    { kind: 'text', text: 'see ' },
    { kind: 'link', text: 'the index', href: '/errors' },
    { kind: 'text', text: ' or ' },
    { kind: 'code', text: 'X-Request-ID' },
  ])
})
