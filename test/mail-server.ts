/** A real mail server on loopback for tests: takes everything, or refuses for now. */
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { SMTPServer } from 'smtp-server'

export interface TestMailServer {
  /** Mails as they came over the wire. */
  readonly received: string[]
  /** `refused` and `silent` are what happens to recipients whose name begins so. */
  readonly mood: { isRefusing: boolean; odd?: 'refused' | 'silent' }
  readonly url: string
}

export async function startMailServer(t: TestContext): Promise<TestMailServer> {
  const received: string[] = []
  const mood: TestMailServer['mood'] = { isRefusing: false }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onRcptTo({ address }, _session, done) {
      if (!address.startsWith('odd') || mood.odd === undefined) return done()
      if (mood.odd === 'refused') done(Object.assign(new Error('later'), { responseCode: 451 }))
      return undefined
    },
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (mood.isRefusing) return done(Object.assign(new Error('later'), { responseCode: 451 }))
        received.push(Buffer.concat(parts).toString('utf8'))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo // a listening server has one
  return { received, mood, url: `smtp://127.0.0.1:${port}` }
}
