/** The TPP's confirmation of a redirect: the code that the customer's browser brings it, and what follows. @see BG IG 1.3 §5.6 */
import type { Transact } from '#src/domain/audit/transact.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import type { Authorisations } from '#src/domain/sca/authorisations.ts'
import type { EmbeddedStep } from '#src/domain/sca/embedded.ts'
import { makeMoves, planMove } from '#src/domain/sca/planned-moves.ts'
import type { KeepingStores, WriteUnderWay } from '#src/domain/writes/write-under-way.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { createSecret, sha256Hex } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import type { Approvals, ApprovalStores } from './approvals.ts'

export interface ConfirmationDependencies {
  readonly transact: Transact<ApprovalStores & KeepingStores>
  readonly authorisations: Authorisations
  readonly approvals: Approvals
  readonly random: Random
}

export class Confirmations {
  readonly #deps: ConfirmationDependencies

  constructor(deps: ConfirmationDependencies) {
    this.#deps = deps
  }

  /** The code for the way back; a new one each time it is asked for. Throws `authorisation-ended`. */
  async issueCode(authorisationId: string): Promise<string> {
    const { id, state, confirmation } = await this.#deps.authorisations.load(authorisationId)
    if (state !== 'unconfirmed' || !confirmation) throw new DomainError('authorisation-ended')
    const code = createSecret('', this.#deps.random)
    const change = { confirmation: { ...confirmation, codeHash: sha256Hex(code) } }
    await this.#deps.transact(({ authorisations }) =>
      authorisations.move(id, { from: state, to: state, change }),
    )
    return code
  }

  /**
   * The TPP confirms what the customer has agreed to, once. Throws `confirmation-invalid` when the code is another one
   * (which ends the authorisation, and the consent with it) or there is nothing to confirm.
   */
  async confirm(
    authorisation: Authorisation,
    code: string,
    write: WriteUnderWay<EmbeddedStep>,
  ): Promise<EmbeddedStep> {
    const { state, confirmation } = authorisation
    if (state !== 'unconfirmed') throw new DomainError('confirmation-invalid')
    if (confirmation?.codeHash !== sha256Hex(code)) return this.#fail(authorisation, write)
    const sign = await this.#deps.approvals.planConfirmed(authorisation)
    const taken = { authorisation: { ...authorisation, state: 'approved' } } as const
    await this.#deps.transact(async (stores) => {
      if (!(await sign(stores))) throw new DomainError('confirmation-invalid')
      await write.keep(stores, taken)
    })
    return taken
  }

  async #fail(authorisation: Authorisation, write: WriteUnderWay<EmbeddedStep>): Promise<never> {
    const { psuId } = authorisation
    const actor = { kind: 'psu', ...(psuId === undefined ? {} : { id: psuId }) } as const
    const ended = planMove({ authorisation, moves: [] }, 'not-authenticated', { actor })
    const reject = await this.#deps.approvals.planRejection(authorisation)
    const refusal = new DomainError('confirmation-invalid')
    await this.#deps.transact(async (stores) => {
      await makeMoves(stores, ended)
      await reject(stores)
      await write.keep(stores, refusal)
    })
    throw refusal
  }
}
