/** What every command of the command line gets and gives back. */
import type { Environment } from '#src/config/environment.ts'

export interface CommandContext {
  /** What follows the name of the command. */
  readonly arguments: readonly string[]
  readonly environment: Environment
  /** Writes one line for the person at the terminal. */
  print(line: string): void
}

/** Runs to its end and answers the exit code. */
export type Command = (context: CommandContext) => Promise<number>

/** Root of the package, where banks/, web/ and docs/ are. */
export const packageRoot = new URL('../../', import.meta.url).pathname
