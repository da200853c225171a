/** The only place that touches the environment of the process. It reads nothing out of it; loadConfig does. */

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The environment this process was started with. */
export const processEnvironment: Environment = process.env
