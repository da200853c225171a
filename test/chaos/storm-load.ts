/** One developer's app at work through a storm: what was acknowledged is kept, and what was answered is judged. It knows no store. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { bearer, call } from '../developer.ts'
import type { Answer, SignedInDeveloper } from '../developer.ts'

const aliveMax = 4

/** What is known of one app: undecided while a change of it was not acknowledged. */
export type Known = { readonly state: 'alive' | 'deleted' | 'undecided'; readonly name?: string }

/** Changes things without a pause until it is stopped; the answer to each call is judged. */
export class Load {
  readonly known = new Map<string, Known>()
  readonly #statuses = new Map<number, number>()
  readonly #url: string
  readonly #developer: SignedInDeveloper
  #isStopped = false
  acknowledged = 0
  /** Since the storm began. */
  firstRefusedAt: number | undefined
  firstServedAt: number | undefined

  constructor(url: string, developer: SignedInDeveloper) {
    this.#url = url
    this.#developer = developer
  }

  get statuses(): string {
    return [...this.#statuses].map(([status, count]) => `${count} × ${status}`).join(', ')
  }

  stop() {
    this.#isStopped = true
  }

  async run(): Promise<void> {
    const mine: string[] = []
    for (let round = 0; !this.#isStopped; round += 1) {
      const made = await this.#make()
      if (made !== undefined) mine.push(made)
      const newest = mine.at(-1)
      if (newest !== undefined) await this.#rename(newest, `Renamed ${round}`)
      // What could not be deleted is tried again: an organisation has room for so many apps.
      if (mine.length > aliveMax && (await this.#delete(mine[0] ?? ''))) mine.shift()
    }
  }

  async #make(): Promise<string | undefined> {
    const json = { name: 'Storm', redirectUris: ['http://127.0.0.1:9/callback'] }
    const answer = await this.#ask('', { json }, [201])
    if (!answer) return undefined
    const id = String(answer.body.id)
    this.known.set(id, { state: 'alive', name: 'Storm' })
    return id
  }

  async #rename(id: string, name: string) {
    this.known.set(id, { state: 'alive' })
    const answer = await this.#ask(`/${id}`, { method: 'PATCH', json: { name } }, [200])
    if (answer) this.known.set(id, { state: 'alive', name })
  }

  /** True when it is gone, by this call or by one before that nobody could acknowledge. */
  async #delete(id: string): Promise<boolean> {
    this.known.set(id, { state: 'undecided' })
    const answer = await this.#ask(`/${id}`, { method: 'DELETE' }, [204, 404])
    if (answer) this.known.set(id, { state: 'deleted' })
    return answer !== undefined
  }

  /** The answer when it was done; a refusal must be 503 with Retry-After, and is given a moment. */
  async #ask(
    path: string,
    options: Parameters<typeof call>[1],
    expected: readonly number[],
  ): Promise<Answer | undefined> {
    const headers = bearer(this.#developer.token)
    const answer = await call(`${this.#url}/api/v1/apps${path}`, { ...options, headers })
    const { status } = answer
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1)
    if (expected.includes(status)) {
      this.acknowledged += 1
      if (this.firstRefusedAt !== undefined) this.firstServedAt ??= performance.now()
      return answer
    }
    const said = `${options?.method ?? 'POST'} answered ${status}: ${JSON.stringify(answer.body)}`
    assert.equal(status, 503, said)
    assert.ok(Number(answer.headers.get('retry-after')) > 0, said)
    this.firstRefusedAt ??= performance.now()
    await pause(50)
    return undefined
  }
}
