/** Chooses the page that fits an authorisation's state and gathers what it shows. It changes nothing. */
import type { ConsentRequest, IssuedCard } from '#src/domain/consents/consent.ts'
import type { RequestedAccess } from '#src/domain/consents/requested-access.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import { qrText } from '#src/domain/sca/qr-text.ts'
import { secondMs } from '#src/kit/clock.ts'
import type { OwnAddresses } from '#src/edge/http/own-addresses.ts'
import type { StepProblem } from './approve-steps.ts'
import { renderAsk } from './pages/ask.ts'
import { renderChoose } from './pages/choose.ts'
import { renderTryAgain } from './pages/try-again.ts'
import type {
  BankView,
  PermissionView,
  RequestView,
  TestCustomerView,
  WaitingStatus,
} from './pages/views.ts'
import { qrLabel, renderWaiting, waitingMessage } from './pages/waiting.ts'
import { bankContextOf, listTestCustomers } from './psu-services.ts'
import type { AskingApp, PsuServices } from './psu-services.ts'
import { toQrSvg } from './qr-svg.ts'

export interface PageMount {
  readonly services: PsuServices
  readonly bank: BankView
  readonly own: Pick<OwnAddresses, 'isOwnOrigin'>
  /** Path of the pages without the authorisation's id. */
  readonly basePath: string
  readonly limits: { readonly attemptsMax: number }
}

/** How the posted form went, for the page that comes back. */
export interface FormOutcome {
  readonly problem?: StepProblem
  readonly picked?: readonly string[]
}

/** Minutes the choice of accounts stays open. @see RTS 2018/389 art. 4(3)(d) */
const choiceMinutes = 5

/** The page of an authorisation that goes on; undefined when it has ended. */
export async function renderState(
  mount: PageMount,
  subject: { authorisation: Authorisation; app: AskingApp },
  outcome: FormOutcome = {},
): Promise<string | undefined> {
  const { authorisation } = subject
  const view = viewOf(mount, subject)
  switch (authorisation.state) {
    case 'asked':
      return renderAskPage(mount, authorisation, view)
    case 'pending':
      return renderWaitingPage(mount, authorisation, view)
    case 'failed':
      return renderTryAgain({
        ...view,
        attemptsLeft: mount.limits.attemptsMax - authorisation.attempts,
      })
    case 'authenticated':
      return renderChoosePage(mount, { authorisation, view }, outcome)
    default:
      return undefined
  }
}

function viewOf(
  mount: PageMount,
  subject: { authorisation: Authorisation; app: AskingApp },
): RequestView {
  const { authorisation, app } = subject
  return {
    language: authorisation.language,
    bank: mount.bank,
    isSandbox: mount.services.simulator !== undefined,
    switchLanguageHref: `?lang=${authorisation.language === 'sv' ? 'en' : 'sv'}`,
    app: { name: app.name },
    ...(app.organisationName === '' ? {} : { organisationName: app.organisationName }),
    action: `${mount.basePath}/${authorisation.id}`,
  }
}

async function renderAskPage(mount: PageMount, authorisation: Authorisation, view: RequestView) {
  const testCustomers = await listCustomerViews(mount, authorisation)
  const chosen = chosenCustomer(testCustomers, authorisation)
  const permission = await permissionOf(mount, authorisation)
  return renderAsk({
    ...view,
    permission,
    ...(testCustomers.length === 0 ? {} : { testCustomers }),
    ...(chosen === undefined ? {} : { testCustomerId: chosen }),
  })
}

async function renderWaitingPage(
  mount: PageMount,
  authorisation: Authorisation,
  view: RequestView,
) {
  const { nowMs } = await bankContextOf(mount.services, authorisation)
  const testCustomers = await listCustomerViews(mount, authorisation)
  const testCustomerId = chosenCustomer(testCustomers, authorisation)
  const qrSvg = drawQr(authorisation, nowMs)
  const token = authorisation.bank?.autoStartToken ?? ''
  return renderWaiting({
    ...view,
    mode: authorisation.mode === 'other-device' ? 'other-device' : 'same-device',
    ...(qrSvg === undefined ? {} : { qrSvg }),
    autoStartHref: `https://app.bankid.com/?autostarttoken=${encodeURIComponent(token)}&redirect=null`,
    statusHref: `${view.action}/status`,
    selfHref: view.action,
    nowMs,
    expiresAtMs: authorisation.expiresAt,
    ...(testCustomerId === undefined ? {} : { simulator: { testCustomers, testCustomerId } }),
  })
}

async function renderChoosePage(
  mount: PageMount,
  subject: { authorisation: Authorisation; view: RequestView },
  outcome: FormOutcome,
) {
  const { authorisation, view } = subject
  const { services } = mount
  const choices = await services.approvals.listChoices(authorisation)
  return renderChoose({
    ...view,
    customerName: await customerNameOf(mount, authorisation),
    permission: await permissionOf(mount, authorisation),
    minutesMax: choiceMinutes,
    isNothingChosen: outcome.problem !== undefined,
    accounts: choices.map(({ account, balance }) => ({
      id: account.id,
      name: account.name,
      number: account.iban,
      ...(balance ? { balance: balance.amount } : {}),
      ...(outcome.picked ? { isPicked: outcome.picked.includes(account.id) } : {}),
    })),
  })
}

/** What the waiting page's script reads. */
export async function describeWaiting(
  mount: PageMount,
  authorisation: Authorisation,
): Promise<WaitingStatus> {
  const { nowMs } = await bankContextOf(mount.services, authorisation)
  const state = waitingStates[authorisation.state] ?? 'complete'
  const times = { nowMs, expiresAtMs: authorisation.expiresAt }
  const message = waitingMessage(authorisation.language, { state, ...times })
  const qrSvg = drawQr(authorisation, nowMs)
  return {
    state,
    message,
    ...(state === 'pending' ? {} : { redirectTo: `${mount.basePath}/${authorisation.id}` }),
    ...(qrSvg === undefined ? {} : { qrSvg }),
  }
}

const waitingStates: Partial<Record<Authorisation['state'], WaitingStatus['state']>> = {
  pending: 'pending',
  failed: 'failed',
  'not-authenticated': 'failed',
  cancelled: 'cancelled',
  'timed-out': 'timed-out',
}

function drawQr({ state, mode, bank, startedAt, language }: Authorisation, nowMs: number) {
  if (state !== 'pending' || mode !== 'other-device' || !bank || startedAt === undefined) {
    return undefined
  }
  return toQrSvg(qrText(bank, (nowMs - startedAt) / secondMs), qrLabel(language))
}

async function permissionOf(
  mount: PageMount,
  authorisation: Authorisation,
): Promise<PermissionView> {
  const facts = await mount.services.approvals.describe(authorisation)
  const { frequencyPerDay, validUntilMs, isRecurring, request } = facts
  const { hasOwnerName } = facts
  return { frequencyPerDay, validUntilMs, isRecurring, hasOwnerName, ...wordsOf(request) }
}

/** What a request means in the words of the page. */
function wordsOf(
  request: ConsentRequest | undefined,
): Pick<PermissionView, 'reads' | 'accounts' | 'card'> {
  if (request?.card) return { reads: 'funds', accounts: 'named', ...cardOf(request.card) }
  switch (request?.model) {
    case 'account-list':
      return { reads: 'accounts', accounts: 'all' }
    case 'account-list-with-balances':
      return { reads: 'balances', accounts: 'all' }
    case 'global':
      return { reads: 'balances-and-transactions', accounts: 'all' }
    case 'dedicated':
      return { reads: readsOf(request.access), accounts: 'named' }
    default:
      return { reads: 'balances-and-transactions', accounts: 'picked' }
  }
}

/** The app's own words for its card, or the end of its number. */
function cardOf({ cardInformation, cardNumber }: IssuedCard): Pick<PermissionView, 'card'> {
  if (cardInformation !== undefined) return { card: cardInformation }
  return cardNumber === undefined ? {} : { card: `…${cardNumber.slice(-4)}` }
}

function readsOf({ balances, transactions }: RequestedAccess): PermissionView['reads'] {
  const hasBalances = (balances?.length ?? 0) > 0
  const hasTransactions = (transactions?.length ?? 0) > 0
  if (hasBalances && hasTransactions) return 'balances-and-transactions'
  if (hasBalances) return 'balances'
  return hasTransactions ? 'transactions' : 'accounts'
}

async function customerNameOf({ services }: PageMount, authorisation: Authorisation) {
  if (authorisation.psuId === undefined) return ''
  const context = await bankContextOf(services, authorisation)
  return (await services.connector.findCustomer(context, authorisation.psuId))?.name ?? ''
}

async function listCustomerViews(
  mount: PageMount,
  authorisation: Authorisation,
): Promise<TestCustomerView[]> {
  const customers = await listTestCustomers(mount.services, authorisation)
  return customers.map(({ id, name, about }) => ({ id, name, about }))
}

function chosenCustomer(customers: readonly TestCustomerView[], { loginHint }: Authorisation) {
  const hinted = customers.find((customer) => customer.id === loginHint)
  return (hinted ?? customers[0])?.id
}
