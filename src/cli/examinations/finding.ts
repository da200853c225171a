/** What an examination of the doctor is given and what it answers. */
import type { OpenStore } from '#src/app/open-store.ts'
import type { Config } from '#src/config/config.ts'

/** `stops` would refuse a start; `unsafe` would not, but should be put right before anyone else can reach Portico. */
export interface Finding {
  readonly state: 'fine' | 'note' | 'unsafe' | 'stops'
  readonly text: string
}

export interface Scene {
  readonly config: Config
  /** True when a server has the embedded store. */
  readonly isRunning: boolean
}

/** Looks at one thing and changes nothing. What it throws would stop a start. */
export type Examination = (scene: Scene) => readonly Finding[] | Promise<readonly Finding[]>

/** Looks at one thing in a store that is whole and has a structure that we know. */
export type StoreExamination = (
  scene: Scene & OpenStore,
) => readonly Finding[] | Promise<readonly Finding[]>

/** What an error says, with the errors behind it. */
export function messageOf(error: unknown): string {
  const reasons: string[] = []
  for (let next = error; next instanceof Error; next = next.cause) reasons.push(next.message)
  return reasons[0] ?? String(error)
}
