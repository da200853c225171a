/** The denominator of the benchmark: bare node:http that answers the bytes it is handed, in a process of its own. */
import { createServer } from 'node:http'

process.once('message', (body: string) => {
  const bytes = Buffer.from(body, 'base64')
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length })
    answer.end(bytes)
  })
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
})
process.once('disconnect', () => process.exit())
