/** Starts a real nginx, HAProxy or Caddy with the very configuration that docs/operating prints; only addresses and paths are put in. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const proxyNames = ['nginx', 'haproxy', 'caddy'] as const
export type ProxyName = (typeof proxyNames)[number]

export interface ProxyPlace {
  /** Temporary; holds the certificate as fullchain.pem, privkey.pem and combined.pem. */
  readonly folder: string
  readonly port: number
  readonly tlsPort: number
  readonly processes: readonly { readonly port: number; readonly tlsPort: number }[]
}

interface Kind {
  readonly file: string
  readonly words: (file: string) => readonly string[]
  readonly listen: readonly [string, (port: number) => string]
  readonly listenTls?: readonly [string, (port: number) => string]
}

const outputMax = 5_000
const manual = join(import.meta.dirname, '..', 'docs', 'operating')

const kinds: Readonly<Record<ProxyName, Kind>> = {
  nginx: {
    file: 'nginx.conf',
    words: (file) => ['-c', file, '-e', 'stderr', '-g', 'daemon off; error_log stderr;'],
    listen: ['listen 443 ssl;', (port) => `listen 127.0.0.1:${port} ssl; access_log off;`],
    listenTls: ['listen 8443;', (port) => `listen 127.0.0.1:${port};`],
  },
  haproxy: {
    file: 'haproxy.cfg',
    words: (file) => ['-db', '-f', file],
    listen: ['bind :443 ', (port) => `bind 127.0.0.1:${port} `],
    listenTls: ['bind :8443', (port) => `bind 127.0.0.1:${port}`],
  },
  caddy: {
    file: 'Caddyfile',
    words: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
    listen: [':443 {', (port) => `:${port} {`],
  },
}

/** What a proxy says of itself; undefined when it is not installed. */
export function versionOf(name: ProxyName): string | undefined {
  const words = { nginx: ['-v'], haproxy: ['-v'], caddy: ['version'] }[name]
  const { error, stdout, stderr } = spawnSync(name, words, { encoding: 'utf8' })
  if (error) return undefined
  return `${stdout}${stderr}`.trim().split('\n', 1)[0]
}

/** Fails when the printed configuration no longer holds what is to be put in another place. */
export function fillConfiguration(name: ProxyName, place: ProxyPlace): string {
  const { file, listen, listenTls } = kinds[name]
  const own: [string, string][] = [[listen[0], listen[1](place.port)]]
  if (listenTls) own.push([listenTls[0], listenTls[1](place.tlsPort)])
  if (name === 'nginx') own.push(['/run/nginx.pid', join(place.folder, 'nginx.pid')])
  own.push(['/etc/portico/tls', place.folder])
  const [one, two] = place.processes
  if (!one || !two) throw new Error('the printed configurations have two processes')
  own.push(['127.0.0.1:8080', `127.0.0.1:${one.port}`], ['127.0.0.1:8081', `127.0.0.1:${two.port}`])
  if (name === 'haproxy')
    own.push([' port 8080', ` port ${one.port}`], [' port 8081', ` port ${two.port}`])
  if (listenTls)
    own.push(
      ['127.0.0.1:9443', `127.0.0.1:${one.tlsPort}`],
      ['127.0.0.1:9444', `127.0.0.1:${two.tlsPort}`],
    )
  let text = readFileSync(join(manual, file), 'utf8')
  for (const [printed, put] of own) {
    if (!text.includes(printed)) throw new Error(`${file} no longer holds "${printed}"`)
    text = text.replaceAll(printed, put)
  }
  return text
}

/** Runs until `stop`; what it complains of is shown at the end. */
export function startProxy(
  name: ProxyName,
  place: ProxyPlace,
): { stop(): Promise<void>; output(): string } {
  const file = join(place.folder, kinds[name].file)
  writeFileSync(file, fillConfiguration(name, place))
  const child = spawn(name, kinds[name].words(file), {
    env: { PATH: process.env['PATH'], HOME: place.folder, XDG_DATA_HOME: place.folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      // A process that is away is no news.
      const news = String(chunk)
        .split('\n')
        .filter((line) => !line.includes('Connection refused'))
      text = `${text}${news.join('\n')}`.slice(-outputMax)
    })
  const ended = new Promise<void>((done) => void child.once('close', () => done()))
  return {
    output: () => text,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
