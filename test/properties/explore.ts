/** Sends many made-up calls and holds every answer to the contract; what fails is made as small as it goes and printed whole. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Contract, ContractOperation } from '#src/edge/http/contract.ts'
import { Chance } from './chance.ts'
import { makeDraft, toSent } from './draft.ts'
import type { Draft, Headers, Sent } from './draft.ts'
import { openExchange } from './exchange.ts'
import type { Received } from './exchange.ts'
import type { Judge } from './judge.ts'
import type { Known } from './known.ts'
import { pickSpoil, sendHuge } from './spoil.ts'
import type { Spoil } from './spoil.ts'

export interface Exploration {
  readonly base: string
  readonly contract: Contract
  readonly judge: Judge
  readonly known: Known
  /** Headers of those who may call. */
  readonly signedIn: () => readonly Headers[]
  /** Headers of strangers. */
  readonly strangers: readonly Headers[]
  /** Makes what has been used up anew. */
  readonly refill: () => Promise<void>
}

const refillEvery = 150
const hugeEvery = 500
const shownMax = 2_000
const isLong = process.env['PORTICO_LONG_TESTS'] === '1'

/** A call with the ways in which it is spoilt, each with the seed of its choices. */
interface Plan {
  readonly draft: Draft
  readonly spoils: readonly { readonly spoil: Spoil; readonly seed: number }[]
}

export async function explore(t: TestContext, exploration: Exploration): Promise<void> {
  const seed = Number(process.env['PORTICO_TEST_SEED'] ?? (isLong ? Date.now() % 1e9 : 1))
  const count = Number(process.env['PORTICO_TEST_CALLS'] ?? (isLong ? 6_000 : 300))
  t.diagnostic(`seed ${seed}, ${count} calls: PORTICO_TEST_SEED=${seed} repeats them`)
  const chance = new Chance(seed)
  const { exchange, close } = openExchange(exploration.base)
  t.after(close)
  const counts = new Map<string, number>()
  for (let index = 0; index < count; index += 1) {
    if (index % refillEvery === 0) await exploration.refill()
    const plan = makePlan(exploration, chance, index)
    const sent = build(exploration, plan)
    const { faults, received } = await attempt(exploration, exchange, sent)
    if (faults.length > 0) await fail(exploration, exchange, { plan, seed })
    if (received) note(exploration, counts, { operation: plan.draft.operation, received })
  }
  t.diagnostic(tell(exploration.contract, counts))
  assert.equal(Reflect.get({}, 'polluted'), undefined, 'a body has reached the prototype')
}

function makePlan(exploration: Exploration, chance: Chance, index: number): Plan {
  const { contract, known, signedIn, strangers } = exploration
  const source = { document: contract.document, chance, known }
  const operation = chance.pick(contract.operations)
  const draft = makeDraft(source, operation, chance.pick(signedIn()))
  const number = chance.pick([0, 0, 0, 0, 1, 1, 1, 1, 2, 3])
  const spoils = Array.from({ length: number }, () => ({
    spoil: pickSpoil(source, operation, strangers),
    seed: chance.below(2 ** 31),
  }))
  const isHuge = index % hugeEvery === hugeEvery - 1
  return { draft, spoils: isHuge ? [...spoils, { spoil: sendHuge, seed: 0 }] : spoils }
}

function build({ contract, known }: Exploration, { draft, spoils }: Plan): Sent {
  const { operation, ...rest } = draft
  const spoilt: Draft = { ...structuredClone(rest), operation }
  for (const { spoil, seed } of spoils)
    spoil(spoilt, { document: contract.document, chance: new Chance(seed), known })
  return toSent(contract.basePath, spoilt)
}

type Exchange = ReturnType<typeof openExchange>['exchange']

async function attempt({ judge }: Exploration, exchange: Exchange, sent: Sent) {
  try {
    const received = await exchange(sent)
    return { received, faults: judge(sent, received) }
  } catch (error) {
    return { received: undefined, faults: [`no answer: ${String(error)}`] }
  }
}

/** Leaves one way of spoiling out after the other, as long as the call still fails. */
async function fail(
  exploration: Exploration,
  exchange: Exchange,
  { plan, seed }: { plan: Plan; seed: number },
): Promise<never> {
  let smallest = { ...plan, ...(await attempt(exploration, exchange, build(exploration, plan))) }
  for (const left of plan.spoils) {
    const tried = { ...plan, spoils: smallest.spoils.filter((one) => one !== left) }
    const again = await attempt(exploration, exchange, build(exploration, tried))
    if (again.faults.length > 0) smallest = { ...tried, ...again }
  }
  const sent = build(exploration, smallest)
  assert.fail(
    [
      `seed ${seed}, ${plan.draft.operation.operationId}`,
      ...smallest.faults,
      ...show(sent),
      ...(smallest.received ? showAnswer(smallest.received) : []),
    ].join('\n'),
  )
}

const cut = (text: string) =>
  text.length > shownMax ? `${text.slice(0, shownMax)}… (${text.length})` : text

function show({ method, path, headers, body }: Sent): string[] {
  const lines = headers.map(([name, value]) => `${name}: ${JSON.stringify(cut(value))}`)
  return [`${method} ${cut(path)}`, ...lines, cut(JSON.stringify(body?.toString('latin1') ?? null))]
}

const showAnswer = ({ status, headers, text }: Received) => [
  `→ ${status} ${JSON.stringify(headers)}`,
  cut(text),
]

function note(
  { known }: Exploration,
  counts: Map<string, number>,
  { operation, received }: { operation: ContractOperation; received: Received },
) {
  const { status, headers, text } = received
  const key = `${operation.operationId} ${status}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
  if (status < 300 && text !== '' && headers['content-type']?.includes('json'))
    known.learn(JSON.parse(text))
  if (headers.location !== undefined) known.learn(headers.location)
}

/** How often each operation has answered how. */
function tell({ operations }: Contract, counts: ReadonlyMap<string, number>): string {
  return operations
    .map(({ operationId }) => {
      const own = [...counts].filter(([key]) => key.startsWith(`${operationId} `))
      const parts = own.map(([key, number]) => `${key.slice(operationId.length + 1)}×${number}`)
      return `${operationId}: ${parts.toSorted().join(' ')}`
    })
    .join('\n')
}
