/** The error of a configuration that cannot be used. It never shows the value of a secret. */
import { RefusedError } from '#src/kit/refused-error.ts'

/** One thing to put right. */
export interface ConfigProblem {
  readonly setting: string
  readonly problem: string
  readonly instead: string
}

/** Every problem of a configuration at once. */
export class ConfigError extends RefusedError {
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(
      problems
        .map(({ setting, problem, instead }) => `${setting} ${problem}. ${instead}.`)
        .join('\n'),
    )
    this.name = 'ConfigError'
    this.problems = problems
  }
}
