/** GET /search: places of the portal by words, in one language. */
import type { Language } from '#src/domain/texts/portal-texts.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function search({ search: find }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'search',
    handle({ query }) {
      // Checked by the binder, which has also set the defaults.
      const { q, language, limit } = query as { q: string; language: Language; limit: number }
      const { total, results } = find(q, language, limit)
      return Promise.resolve({ status: 200, body: { total, results } })
    },
  }
}
