/** A stand-in for a pooler: it passes everything on to PostgreSQL and greets with a number of its own, as poolers do. */
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/** BackendKeyData of the protocol: its type, then its length. */
const greeting = Buffer.from([0x4b, 0, 0, 0, 12])
const foreignNumber = 0x7f_ff_ff_01

/** Answers the address of the same database behind the pooler. */
export async function startPooler(t: Pick<TestContext, 'after'>, url: string): Promise<string> {
  const { port, hostname } = new URL(url)
  const server = createServer((caller) => {
    const store = connect(Number(port), hostname)
    caller.pipe(store)
    store.on('data', (chunk: Buffer) => {
      const at = chunk.indexOf(greeting)
      if (at !== -1) chunk.writeUInt32BE(foreignNumber, at + greeting.length)
      caller.write(chunk)
    })
    for (const socket of [caller, store]) {
      socket.on('error', () => {})
      socket.on('close', () => {
        caller.destroy()
        store.destroy()
      })
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  const address = new URL(url)
  address.port = String((server.address() as AddressInfo).port) // a TCP listener has this kind of address
  return address.href
}
