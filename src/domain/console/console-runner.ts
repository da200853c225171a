/** What the room asks of whoever really makes the call: the port of the runner. Addresses come from the room, never from a reader. */
import type { App } from '#src/domain/apps/app.ts'
import type { EpochMs } from '#src/kit/clock.ts'

/** A request below the front door: a path with its query, no host. */
export interface ConsoleRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface ConsoleResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** `cut` when it was larger than is taken, `binary` when it is no text and left out. */
  readonly bodyState: 'whole' | 'cut' | 'binary'
  readonly durationMs: number
  readonly sizeBytes: number
}

/** How the call is authorised: the ways there are. A new way is a member here and a row in the runner's table. */
export type Authority =
  | { readonly way: 'none' }
  | {
      readonly way: 'customer-consent'
      readonly scope: string
      readonly customerId: string
      readonly actor: ConsoleActor
    }
  | { readonly way: 'app-credentials'; readonly scope: string; readonly actor: ConsoleActor }

/** The app in whose name is called. */
export interface ConsoleActor {
  readonly app: App
  /** The time in the app's World. */
  worldNow(): Promise<EpochMs>
  /** A Client Secret for a moment. */
  lendSecret(): Promise<{ clientSecret: string; giveBack: () => Promise<void> }>
}

export interface ConsoleRunner {
  /** Throws `console-not-authorised` and `console-no-answer`; every answer of the interface is an answer here. */
  run(request: ConsoleRequest, authority: Authority): Promise<ConsoleResponse>
}
