/** `/metrics` on a port of its own, so that a firewall can keep it from the public. Off unless METRICS_PORT is set. */
import type { Metrics } from '#src/adapters/telemetry/metrics.ts'
import type { Config } from '#src/config/config.ts'
import { listen } from './listeners.ts'
import type { Listener, RequestHandler } from './listeners.ts'

/** Opens the listener. */
export function openMetricsListener(
  config: Pick<Config, 'host'>,
  port: number,
  metrics: Metrics,
): Promise<Listener> {
  const handler: RequestHandler = (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.print().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  }
  return listen({ handler, host: config.host, port })
}
