/** The configurations that docs/operating prints are the ones that `npm run bench:restarts` runs: they must keep the words it puts its ports and paths into. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillConfiguration, proxyNames } from '../bench/proxies.ts'

const place = {
  folder: '/tmp/storm',
  port: 1,
  tlsPort: 2,
  processes: [
    { port: 3, tlsPort: 4 },
    { port: 5, tlsPort: 6 },
  ],
}

for (const name of proxyNames)
  test(`the printed configuration of ${name} takes other ports and paths, and the right headers`, () => {
    const text = fillConfiguration(name, place)
    assert.doesNotMatch(text, /\/etc\/portico|127\.0\.0\.1:(?:8080|8081|9443|9444)/u)
    for (const { port } of place.processes) assert.ok(text.includes(`127.0.0.1:${port}`), text)
    // Caddy writes X-Forwarded-For and passes Host on without being told.
    if (name !== 'caddy') assert.match(text, /X-Forwarded-For|option forwardfor/u)
  })
