/** Gives the customer's pages the bank's face and the rooms they need. */
import { listUsableRedirectUris } from '#src/domain/apps/redirect-uri.ts'
import type { PageMount } from '#src/edge/psu/approve-pages.ts'
import { trusted } from '#src/edge/psu/html.ts'
import { toMessageKind } from '#src/edge/psu/pages/message.ts'
import type { BankView } from '#src/edge/psu/pages/views.ts'
import type { PsuServices } from '#src/edge/psu/psu-services.ts'
import { customerPolicy } from '#src/edge/psu/customer-policy.ts'
import { renderMessagePage } from '#src/edge/psu/register-psu.ts'
import type { Ground } from './ground.ts'
import { sandboxRealm } from './rooms.ts'
import type { SandboxRooms } from './sandbox-role.ts'

export const brandPath = '/assets/brand.css'

export function createPageMount(
  ground: Ground,
  rooms: SandboxRooms,
  parts: Pick<PsuServices, 'isOwnBrowser' | 'finish'> & { readonly basePath: string },
): PageMount {
  const { profile } = ground.pack
  const { authorisations, approvals, worldNow, bank } = rooms
  return {
    own: ground.own,
    basePath: parts.basePath,
    bank: bankView(ground),
    limits: { attemptsMax: profile.authentication.attemptsMax },
    services: {
      realm: sandboxRealm,
      authorisations,
      approvals,
      worldNow,
      connector: bank,
      simulator: bank,
      isSecureOrigin: ground.publicUrl.startsWith('https:'),
      isOwnBrowser: parts.isOwnBrowser,
      finish: parts.finish,
      findAskingApp: async (appId) => {
        const app = await ground.stores.apps.find(appId)
        if (!app) return undefined
        const usable = listUsableRedirectUris(app.redirectUris)
        const origins = usable.map((uri) => originOf(uri, app.type))
        return { name: app.name, organisationName: '', redirectOrigins: [...new Set(origins)] }
      },
    },
  }
}

/** A native app's loopback address fits any port (RFC 8252 §7.3), so the policy must allow any too. */
function originOf(uri: string, type: 'web' | 'native'): string {
  const url = new URL(uri)
  return type === 'native' && url.protocol === 'http:' ? `http://${url.hostname}:*` : url.origin
}

/** The page of an OAuth error that must not be sent to the app (RFC 6749 §4.1.2.1). */
export function renderOauthError(
  ground: Ground,
  facts: { error: string; description: string; language: 'en' | 'sv' },
) {
  const requestId = ground.random.uuid()
  const { error, description } = facts
  ground.log.info({ requestId, error, description }, 'an authorization request was refused here')
  const html = renderMessagePage(
    { bank: bankView(ground), isSandbox: true },
    {
      kind: toMessageKind(error),
      language: facts.language,
      requestId,
      error,
      errorDescription: description,
    },
  )
  return Promise.resolve({ html, contentSecurityPolicy: customerPolicy([]) })
}

function bankView({ pack }: Ground): BankView {
  return {
    name: pack.name,
    logoSvg: trusted(pack.brand.logoSvg),
    isFictional: pack.isFictional !== undefined,
    tokensHref: brandPath,
  }
}
