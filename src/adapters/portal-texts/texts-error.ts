/** How a fault in a text is told: file, line, reason. It decides nothing. */

const problemsShownMax = 20

export interface TextProblem {
  readonly file: string
  /** Counted from one. */
  readonly line?: number
  readonly reason: string
}

/** The texts cannot be used; the message names every fault on a line of its own. */
export class PortalTextsError extends Error {
  readonly problems: readonly TextProblem[]

  constructor(problems: readonly TextProblem[]) {
    const shown = problems.slice(0, problemsShownMax).map(toLine)
    super(`the texts of the portal cannot be used:\n${shown.join('\n')}`)
    this.name = 'PortalTextsError'
    this.problems = problems
  }
}

function toLine({ file, line, reason }: TextProblem): string {
  return `${line === undefined ? file : `${file}:${line}`} ${reason}`
}
