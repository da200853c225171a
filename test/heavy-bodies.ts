/** Bodies that are as much work as a door could be made to do, of a given size, and a caller that sends them. It judges no answer. */
import { request } from 'node:http'

export interface HeavyBody {
  readonly name: string
  readonly type: string
  readonly text: string
}

export const isMalformed = ({ name }: HeavyBody): boolean => name.includes('malformed')

/** One of each kind that costs in its own way: width, depth, faults, and what cannot be read at all. */
export function heavyJson(bytes: number, type = 'application/json'): HeavyBody[] {
  const half = Math.floor(bytes / 2)
  const kinds = {
    wide: wide(bytes),
    deep: '['.repeat(half) + ']'.repeat(half),
    'full of faults': `[${'1,'.repeat(half - 2)}1]`,
    malformed: `{"a":"${'x'.repeat(bytes - 6)}`,
  }
  return Object.entries(kinds).map(([name, text]) => ({ name, type, text }))
}

export function heavyYaml(bytes: number): HeavyBody[] {
  const type = 'application/yaml'
  const lines = Array.from({ length: Math.floor(bytes / 12) }, (_one, at) => `k${at}: 1`)
  return [
    { name: 'YAML of many names', type, text: lines.join('\n').slice(0, bytes) },
    { name: 'malformed YAML', type, text: `a: [${'['.repeat(bytes - 4)}` },
  ]
}

export function heavyForm(bytes: number): HeavyBody[] {
  const type = 'application/x-www-form-urlencoded'
  const pairs = Array.from({ length: Math.floor(bytes / 10) }, (_one, at) => `k${at}=%41`)
  return [{ name: 'a form of many fields', type, text: pairs.join('&').slice(0, bytes) }]
}

function wide(bytes: number): string {
  const pairs = Array.from({ length: Math.floor(bytes / 14) }, (_one, at) => `"k${at}":1`)
  const text = pairs.join(',')
  return `{${text}}`.padEnd(bytes)
}

export interface HeavyCall {
  readonly url: string
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  /** Without one only its size is announced. */
  readonly body?: HeavyBody
  readonly announced?: number
}

/** The status of the answer, which may come before the body is sent. */
export function sendHeavy(call: HeavyCall): Promise<number> {
  const { url, method, headers, body, announced } = call
  return new Promise((resolve, reject) => {
    const length = announced ?? Buffer.byteLength(body?.text ?? '')
    const asked = request(url, {
      method,
      headers: {
        ...headers,
        'content-type': body?.type ?? 'application/json',
        'content-length': length,
      },
    })
    let status: number | undefined
    asked.once('response', (answer) => {
      status = answer.statusCode ?? 0
      answer.resume()
      answer.once('close', () => asked.destroy())
      resolve(status)
    })
    // A door that has answered may close before it has read everything.
    asked.on('error', (error) => (status === undefined ? reject(error) : undefined))
    if (body) asked.end(body.text)
    else asked.flushHeaders()
  })
}
