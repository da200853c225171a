/** A text that must not be seen: prints as `[hidden]` wherever it is logged, joined or serialised. Only `reveal` shows it. */
import { inspect } from 'node:util'

const mark = '[hidden]'

/** Holds a secret or personal text. */
export class Hidden {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** The text itself; call it only where it is used. */
  reveal(): string {
    return this.#text
  }

  toString(): string {
    return mark
  }

  toJSON(): string {
    return mark
  }

  [inspect.custom](): string {
    return mark
  }
}
