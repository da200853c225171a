/** The base of every error that a caller can cause. It knows no HTTP: each edge translates codes with its own complete table. */
export class DomainError<Code extends string = string> extends Error {
  readonly code: Code
  /** What the edge may tell the caller, by name. Never secrets or personal data. */
  readonly facts: Readonly<Record<string, string | number | boolean>>

  constructor(code: Code, facts: Readonly<Record<string, string | number | boolean>> = {}) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.facts = facts
  }
}
