/** A TLS server with a given certificate, and what a caller who trusts given authorities says of it. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { connect, createServer } from 'node:tls'
import { temporaryDirectory } from './harness.ts'

export interface Shown {
  readonly certPem: string
  readonly keyPem: string
}

/** Starts one on a free port of loopback, until the test ends. */
export async function startTlsServer(t: TestContext, { certPem, keyPem }: Shown): Promise<number> {
  const server = createServer({ cert: certPem, key: keyPem }, (socket) => socket.end())
  server.on('tlsClientError', () => {}) // the caller says what was wrong
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => void server.close())
  return (server.address() as AddressInfo).port // a listening TCP server has one
}

/** Connects as Node's own clients do; answers the reason of the refusal, `trusted` when there is none. */
export async function judgeAsNode(
  port: number,
  { host, ca }: { readonly host: string; readonly ca: readonly string[] },
): Promise<string> {
  const name = isIP(host) === 0 ? { servername: host } : {}
  const socket = connect({ host: '127.0.0.1', port, ca: [...ca], ...name })
  const outcome = Promise.withResolvers<string>()
  socket.once('secureConnect', () => outcome.resolve('trusted'))
  socket.once('error', ({ message }: Error) => outcome.resolve(message))
  try {
    return await outcome.promise
  } finally {
    socket.destroy()
  }
}

/** The exit code of curl for the address under that host name, 0 when it trusts; undefined where there is no curl. */
export async function askWithCurl(
  t: TestContext,
  asked: { readonly port: number; readonly host: string; readonly trusted: readonly string[] },
): Promise<number | undefined> {
  const trusted = join(await temporaryDirectory(t), 'trusted.pem')
  await writeFile(trusted, asked.trusted.join(''))
  const place = `${asked.host}:${asked.port}`
  const resolved = ['--noproxy', '*', '--resolve', `${place}:127.0.0.1`, '--cacert', trusted]
  const { promise, resolve } = Promise.withResolvers<number | undefined>()
  execFile('curl', ['-sS', '--max-time', '5', ...resolved, `https://${place}/`], (error) =>
    resolve(error?.code === 'ENOENT' ? undefined : Number(error?.code ?? 0)),
  )
  return await promise
}

/** What `openssl verify` prints; undefined where there is no openssl. */
export async function verifyWithOpenssl(
  t: TestContext,
  files: { readonly certificate: string; readonly trusted: readonly string[] },
  options: readonly string[],
): Promise<string | undefined> {
  const folder = await temporaryDirectory(t)
  const [leaf, trusted] = [join(folder, 'leaf.pem'), join(folder, 'trusted.pem')]
  await writeFile(leaf, files.certificate)
  await writeFile(trusted, files.trusted.join(''))
  const words = ['verify', '-CAfile', trusted, '-no-CApath', '-no-CAstore', ...options, leaf]
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  execFile('openssl', words, (error, out, err) =>
    resolve(error?.code === 'ENOENT' ? undefined : `${out}${err}`),
  )
  return await promise
}
