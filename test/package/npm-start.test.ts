/** Starts the product the way a newcomer does, through npm, and meets it at both of its ports. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect } from 'node:tls'
import { temporaryDirectory } from '../harness.ts'

const root = join(import.meta.dirname, '../..')
const startWithinMs = 60_000

async function greet(url: string, version: 'TLSv1.2' | 'TLSv1.3'): Promise<string | null> {
  const { hostname, port } = new URL(url)
  const socket = connect({
    host: hostname,
    port: Number(port),
    minVersion: version,
    maxVersion: version,
    rejectUnauthorized: false, // the certificate is of the product's own authority
  })
  await once(socket, 'secureConnect')
  const spoken = socket.getProtocol()
  socket.destroy()
  return spoken
}

test(
  'npm start serves, prints its addresses and stops when told',
  { timeout: 120_000 },
  async (t) => {
    const data = await temporaryDirectory(t)
    const child = spawn('npm', ['start'], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        PORT: '0',
        TLS_PORT: '0',
        PORTICO_DATA: data,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const group = child.pid ?? 0
    const closed = once(child, 'close')
    t.after(() => signalGroup(group, 'SIGKILL'))
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)))
    child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)))
    const until = performance.now() + startWithinMs
    while (!/https:\/\/127\.0\.0\.1:\d+/u.test(output) && performance.now() < until)
      await new Promise((done) => setTimeout(done, 50))
    const url = /http:\/\/127\.0\.0\.1:\d+/u.exec(output)?.[0]
    const tlsUrl = /https:\/\/127\.0\.0\.1:\d+/u.exec(output)?.[0]
    assert.ok(url && tlsUrl, output)
    for (const path of [
      '/livez',
      '/readyz',
      '/',
      '/sandbox/oauth/.well-known/openid-configuration',
    ])
      assert.equal((await fetch(url + path)).status, 200, path)
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const)
      assert.equal(await greet(tlsUrl, version), version)
    signalGroup(group, 'SIGTERM')
    await closed
    await assert.rejects(fetch(`${url}/livez`))
  },
)

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal)
  } catch {
    // it has ended already
  }
}
