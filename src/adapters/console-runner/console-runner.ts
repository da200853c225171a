/** Makes the console's calls over HTTP at the front door of this installation, with a token for each. It decides nothing about what may be called. */
import type { ConsoleRequest, ConsoleRunner } from '#src/domain/console/console-runner.ts'
import type { Random } from '#src/kit/random.ts'
import { createHttpClient } from './http-client.ts'
import type { FrontDoor, Send } from './http-client.ts'
import { TokenCache } from './token-cache.ts'
import { fetchToken, keyOf } from './ways.ts'

export interface ConsoleRunnerOptions {
  readonly door: FrontDoor
  readonly random: Random
  readonly publicUrl: string
}

export function createConsoleRunner({
  door,
  random,
  publicUrl,
}: ConsoleRunnerOptions): ConsoleRunner {
  const send = createHttpClient(door)
  const cache = new TokenCache()
  const tools = { send, random, publicUrl }
  return {
    async run(request, authority) {
      if (authority.way === 'none') return send(request)
      const key = keyOf(authority)
      const take = () =>
        cache.take(key, {
          worldNow: () => authority.actor.worldNow(),
          fetch: () => fetchToken(tools, authority),
        })
      const token = await take()
      const answer = await sendWith(send, request, token.accessToken)
      if (answer.status !== 401) return answer
      await cache.drop(key, token.accessToken)
      // A held token may have ended since, with its World for instance; a fresh one that is refused is an answer.
      if (token.isFresh) return answer
      return sendWith(send, request, (await take()).accessToken)
    },
  }
}

function sendWith(send: Send, request: ConsoleRequest, accessToken: string) {
  const headers = { ...request.headers, authorization: `Bearer ${accessToken}` }
  return send({ ...request, headers })
}
