/** The error for what only the operator can put right. Its message is a complete line that says what is wrong and what to do. */

/** Portico refuses to start or to go on; the message is shown as it is, without a stack trace. */
export class RefusedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RefusedError'
  }
}
