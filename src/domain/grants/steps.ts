/** Stores a step that came through the TPP and, where the authentication itself is the customer's yes, what that yes gives: all in one transaction. */
import type { AuditTrail } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import { storeStep } from '#src/domain/sca/embedded.ts'
import type { EmbeddedStep, JudgedStep, StepStores } from '#src/domain/sca/embedded.ts'
import type { KeepingStores, WriteUnderWay } from '#src/domain/writes/write-under-way.ts'
import type { Approvals, ApprovalStores } from './approvals.ts'

type Stores = ApprovalStores & StepStores

export interface StepDependencies {
  readonly transact: Transact<Stores & KeepingStores>
  readonly approvals: Approvals
}

export class Steps {
  readonly #deps: StepDependencies

  constructor(deps: StepDependencies) {
    this.#deps = deps
  }

  /** Stores the step and answers what it came to. Throws its refusal, once that is stored. */
  async store(judged: JudgedStep, write: WriteUnderWay<EmbeddedStep>): Promise<EmbeddedStep> {
    const change = await this.plan(judged)
    const taken = await this.#deps.transact(async (stores) => {
      const step = await change(stores)
      await write.keep(stores, judged.refusal ?? step)
      return step
    })
    if (judged.refusal) throw judged.refusal
    return taken
  }

  /** The same for a transaction of somebody else's. */
  async plan(
    judged: JudgedStep,
  ): Promise<(stores: Stores & { readonly audit: AuditTrail }) => Promise<EmbeddedStep>> {
    const { authorisation } = judged
    const isYes = authorisation.approach === 'embedded' && authorisation.state === 'authenticated'
    const give = isYes ? await this.#deps.approvals.planUnasked(authorisation) : undefined
    return async (stores) => {
      await storeStep(stores, judged)
      if (!give) return judged
      return { ...judged, authorisation: { ...authorisation, state: await give(stores) } }
    }
  }
}
