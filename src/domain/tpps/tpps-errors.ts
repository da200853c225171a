/** Errors of this room that a caller can cause. */
export type TppErrorCode =
  | 'roles-missing'
  | 'csr-invalid'
  | 'too-many-certificates'
  | 'certificate-unknown'
  | 'sandbox-not-here'
