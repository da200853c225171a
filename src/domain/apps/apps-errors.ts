/** Errors of this room that a caller can cause. */
export type AppErrorCode =
  | 'app-unknown'
  | 'app-name-invalid'
  | 'redirect-uri-invalid'
  | 'too-many-apps'
  /** Facts: `max`. */
  | 'too-many-secrets'
  | 'secret-unknown'
  | 'product-unknown'
  | 'product-restricted'
  /** The process has no sandbox, so there is no World to show. */
  | 'world-unavailable'
