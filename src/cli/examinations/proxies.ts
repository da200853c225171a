/** What the doctor says of proxies in front: whether one is there that nobody named, and whether too many are believed. */
import { isLocal } from '#src/config/config.ts'
import type { Config } from '#src/config/config.ts'
import type { Examination } from './finding.ts'

type Addresses = Pick<Config, 'publicUrl' | 'port' | 'tlsPort' | 'trustedProxies'>

export const examineProxies: Examination = ({ config }) => {
  const { publicUrl, trustedProxies } = config
  const everybody = trustedProxies.filter((network) => network.endsWith('/0'))
  if (everybody.length > 0) {
    return [
      {
        state: 'unsafe',
        text: `TRUSTED_PROXIES ${everybody.join(', ')} believes everybody: each caller may choose whom limits count. Name the proxies alone.`,
      },
    ]
  }
  if (trustedProxies.length > 0)
    return [{ state: 'fine', text: `Limits count whom ${trustedProxies.join(', ')} names` }]
  if (isLocal(config) || listensAt(config)) return []
  return [
    {
      state: 'unsafe',
      text: `PUBLIC_URL ${publicUrl} is not where this process listens, so a proxy stands in front, and TRUSTED_PROXIES is not set: limits fall on its one address, and one caller can shut sign-in, sign-up, reset, contact and console for everybody. Set TRUSTED_PROXIES to the network of the proxy.`,
    },
  ]
}

/** Callers of PUBLIC_URL come to a port of ours themselves. */
function listensAt({ publicUrl = '', port, tlsPort }: Addresses): boolean {
  const url = new URL(publicUrl)
  const isSecure = url.protocol === 'https:'
  return (Number(url.port) || (isSecure ? 443 : 80)) === (isSecure ? tlsPort : port)
}
