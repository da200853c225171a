/** What a customer's posted form means: one step of the authorisation. It draws nothing. */
import { DomainError } from '#src/kit/domain-error.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import { bankContextOf } from './psu-services.ts'
import type { PsuServices } from './psu-services.ts'

/** What stopped a step; the page says it at the place. */
export type StepProblem = 'no-account-chosen' | 'account-not-yours'

const simulations = ['cancel', 'fail', 'time-out'] as const

/** Takes the step that the form asks for; answers the problem when the customer must mend something. */
export async function takeStep(
  services: PsuServices,
  authorisation: Authorisation,
  form: URLSearchParams,
): Promise<StepProblem | undefined> {
  const { authorisations } = services
  const { id } = authorisation
  if (isLeaving(form)) await leave(services, authorisation)
  else if (form.has('mode') || form.get('action') === 'try-again') {
    await authenticate(services, authorisation, form)
  } else if (form.has('simulate')) await simulate(services, authorisation, form)
  else if (form.get('action') === 'approve') return approve(services, id, form.getAll('account'))
  else await authorisations.load(id)
  return undefined
}

function isLeaving(form: URLSearchParams): boolean {
  return form.get('action') === 'refuse' || form.get('action') === 'cancel'
}

async function leave(services: PsuServices, { id }: Authorisation) {
  const current = await services.authorisations.load(id)
  const choices = await services.approvals.listChoices(current)
  const isEmpty = current.state === 'authenticated' && choices.length === 0
  await (isEmpty ? services.authorisations.endWithoutAccounts(id) : services.approvals.refuse(id))
}

async function authenticate(
  services: PsuServices,
  authorisation: Authorisation,
  form: URLSearchParams,
) {
  const { id } = authorisation
  const wanted = form.get('mode') ?? authorisation.mode
  const mode = wanted === 'other-device' ? 'other-device' : 'same-device'
  const expected = form.get('customerId')
  await services.authorisations.startAuthentication(id, {
    mode,
    ...(expected === null ? {} : { expected }),
  })
}

/** Plays the customer's BankID app; only where the sandbox bank answers. */
async function simulate(services: PsuServices, { id }: Authorisation, form: URLSearchParams) {
  const current = await services.authorisations.load(id)
  if (!services.simulator || !current.bank) return
  const context = await bankContextOf(services, current)
  const wanted = form.get('simulate')
  const kind = simulations.find((candidate) => candidate === wanted)
  const customerId = form.get('customerId') ?? current.loginHint ?? ''
  const action = kind ? { kind } : ({ kind: 'approve', customerId } as const)
  await services.simulator.resolveAuthentication(context, current.bank.reference, action)
}

async function approve(services: PsuServices, id: string, accountIds: readonly string[]) {
  try {
    await services.approvals.approve(id, accountIds)
    return undefined
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.code === 'no-account-chosen' || error.code === 'account-not-yours') return error.code
    if (error.code === 'authorisation-ended') return undefined
    throw error
  }
}
