/** The only place that touches the environment of the process. It reads nothing of ours out of it; loadConfig does. */

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The environment this process was started with. */
export const processEnvironment: Environment = process.env

/** React draws twice as fast in its production build, which it chooses by this variable when it is first loaded. Whoever set it knows why. */
export function chooseProductionBuilds(): void {
  process.env['NODE_ENV'] ??= 'production'
}
