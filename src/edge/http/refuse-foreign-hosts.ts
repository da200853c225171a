/** Refuses a request that names a host which is not ours, or more than one, before any door sees it: DNS that others control must open nothing here. */
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './http-server.ts'
import type { OwnAddresses } from './own-addresses.ts'

/** Asked by balancers and supervisors under whatever name they like; they tell nothing. */
const openToAll = new Set(['/livez', '/readyz'])

/** @see RFC 9110 §7.4, §15.5.20 */
export function refuseForeignHosts(
  fastify: FastifyInstance,
  { own, publicUrl }: { readonly own: Pick<OwnAddresses, 'isOwnHost'>; readonly publicUrl: string },
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { url = '' } = request.raw
    if (countHosts(request.raw.rawHeaders) > 1) {
      void reply.code(400).header('connection', 'close').type('text/plain').send(twoHosts)
      return
    }
    const hosts = [request.headers.host, ...absoluteHostOf(url)]
    if (hosts.every(own.isOwnHost) || openToAll.has(pathOf(url))) {
      done()
      return
    }
    void sendProblem({ publicUrl }, { code: 'host-unknown', request, reply })
  })
}

/** A request line may name its host too; the router leaves it out. @see RFC 9112 §3.2.2 */
function absoluteHostOf(url: string): string[] {
  return url.startsWith('/') || url === '*' ? [] : [URL.parse(url)?.host ?? '']
}

const twoHosts = 'The request names more than one host.\n'

/** Node keeps the first one and forgets the rest. @see RFC 9112 §3.2 */
function countHosts(rawHeaders: readonly string[]): number {
  return rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/iu.test(name)).length
}

const pathOf = (url: string) => url.split('?', 1)[0] ?? ''
