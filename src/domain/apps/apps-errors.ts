/** Errors of this room that a caller can cause. */
export type AppErrorCode =
  | 'app-unknown'
  | 'app-name-invalid'
  | 'redirect-uri-invalid'
  | 'too-many-apps'
