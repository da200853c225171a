import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import { test } from 'node:test'
import { ConfigError } from './config-error.ts'
import { isLocal, loadConfig, publicAddresses } from './config.ts'
import { describeSettings, renderConfigurationPage, renderEnvExample } from './describe.ts'

const longSecret = 'a-secret-that-is-long-enough-for-the-test'

function problemsOf(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment)
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems.map((problem) => problem.setting)
  }
  return []
}

test('an empty environment is a complete local configuration', () => {
  const config = loadConfig({})
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.port, 8080)
  assert.equal(config.tlsPort, 8443)
  assert.equal(config.bank, 'norrsken')
  assert.deepEqual(config.roles, ['portal', 'sandbox'])
  assert.equal(config.hasRateLimits, true)
  assert.equal(config.metricsPort, undefined)
  assert.equal(isLocal(config), true)
})

test('an empty variable counts as not set', () => {
  assert.equal(loadConfig({ PORT: '', PUBLIC_URL: ' ' }).port, 8080)
})

test('the public addresses follow the ports that were really taken', () => {
  const free = loadConfig({ PORT: '0', TLS_PORT: '0' })
  assert.deepEqual(publicAddresses(free, { port: 4001, tlsPort: 4002 }), {
    publicUrl: 'http://127.0.0.1:4001',
    publicTlsUrl: 'https://127.0.0.1:4002',
  })
  const given = loadConfig({ PUBLIC_URL: 'http://localhost:9000/' })
  assert.equal(publicAddresses(given, { port: 1, tlsPort: 2 }).publicUrl, 'http://localhost:9000')
})

test('every wrong setting is listed at once, with what to write instead', () => {
  assert.throws(
    () => loadConfig({ PORT: 'abc', TLS_PORT: '70000', LOG_LEVEL: 'loud' }),
    (error: unknown) => {
      assert.ok(error instanceof ConfigError)
      assert.deepEqual(
        error.problems.map((problem) => problem.setting),
        ['PORT', 'TLS_PORT', 'LOG_LEVEL'],
      )
      assert.match(error.message, /PORT is "abc".*Write for instance PORT=8080/u)
      return true
    },
  )
})

test('a public address with a path, a query or credentials is refused', () => {
  for (const url of [
    'https://bank.example/portal',
    'https://bank.example?x=1',
    'https://bank.example#x',
    'https://me@bank.example',
    'ftp://bank.example',
    'bank.example',
  ]) {
    assert.deepEqual(
      problemsOf({ PUBLIC_URL: url, SMTP_URL: 'smtp://mail.example' }),
      ['PUBLIC_URL'],
      url,
    )
  }
  assert.deepEqual(problemsOf({ PUBLIC_TLS_URL: 'http://127.0.0.1:8443' }), ['PUBLIC_TLS_URL'])
  assert.deepEqual(problemsOf({ PUBLIC_TLS_URL: 'https://bank.example:443' }), [])
})

test('a public address that is not loopback needs a mail server and rate limits', () => {
  const PUBLIC_URL = 'https://developer.bank.example'
  assert.deepEqual(problemsOf({ PUBLIC_URL }), ['SMTP_URL'])
  assert.deepEqual(problemsOf({ PUBLIC_URL, PORTICO_RATE_LIMITS: 'off' }), [
    'SMTP_URL',
    'PORTICO_RATE_LIMITS',
  ])
  assert.deepEqual(problemsOf({ PUBLIC_URL, SMTP_URL: 'smtps://u:p@mail.bank.example' }), [])
  assert.deepEqual(problemsOf({ PORTICO_RATE_LIMITS: 'off', PUBLIC_URL: 'http://[::1]:8080' }), [])
  assert.deepEqual(problemsOf({ PUBLIC_URL: 'http://127.0.0.1.bank.example' }), ['SMTP_URL'])
})

test('a database of its own needs a secret of at least 32 characters', () => {
  const DATABASE_URL = 'postgres://portico:password@localhost/portico'
  assert.deepEqual(problemsOf({ DATABASE_URL }), ['PORTICO_SECRET'])
  assert.deepEqual(problemsOf({ DATABASE_URL, PORTICO_SECRET: 'short' }), ['PORTICO_SECRET'])
  assert.deepEqual(problemsOf({ DATABASE_URL, PORTICO_SECRET: longSecret }), [])
  assert.deepEqual(
    problemsOf({ DATABASE_URL: 'mysql://localhost/x', PORTICO_SECRET: longSecret }),
    ['DATABASE_URL'],
  )
})

test('unknown roles and bank names with a path are refused', () => {
  assert.deepEqual(problemsOf({ PORTICO_ROLES: 'portal,everything' }), ['PORTICO_ROLES'])
  assert.deepEqual(problemsOf({ PORTICO_BANK: '../norrsken' }), ['PORTICO_BANK'])
  assert.deepEqual(loadConfig({ PORTICO_ROLES: 'sandbox, sandbox' }).roles, ['sandbox'])
})

test('secrets are hidden when a configuration or its error is printed', () => {
  const config = loadConfig({
    PORTICO_SECRET: longSecret,
    SMTP_URL: 'smtp://user:hunter2@mail.example',
    DATABASE_URL: 'postgres://portico:hunter2@localhost/portico',
  })
  for (const text of [inspect(config), JSON.stringify(config), `${config.secret}`]) {
    assert.doesNotMatch(text, /hunter2|long-enough/u)
    assert.match(text, /\[hidden\]/u)
  }
  assert.equal(config.secret?.reveal(), longSecret)
  assert.throws(
    () => loadConfig({ PORTICO_SECRET: 'hunter2' }),
    (error: unknown) => error instanceof ConfigError && !error.message.includes('hunter2'),
  )
})

test('every example and default of the schema is itself accepted', () => {
  for (const setting of describeSettings()) {
    if (setting.example.startsWith('<')) continue
    const wrong = problemsOf({ [setting.name]: setting.example })
    assert.equal(wrong.includes(setting.name), false, setting.name)
  }
})

test('.env.example and the configuration page say what the schema says', async () => {
  const root = new URL('../../', import.meta.url)
  const regenerate = 'regenerate with: npm run portico -- config docs'
  assert.equal(
    await readFile(new URL('.env.example', root), 'utf8'),
    renderEnvExample(),
    regenerate,
  )
  assert.equal(
    await readFile(new URL('docs/operating/configuration.md', root), 'utf8'),
    renderConfigurationPage(),
    regenerate,
  )
})
