/** What the room needs to keep passwords: a slow hash. It says nothing about which one. */
export interface PasswordHasher {
  /** A self-describing text to store. Throws `busy` when too many are waiting. */
  hash(password: string): Promise<string>
  /** With undefined it does the same work and answers false, so that its time tells nothing. Throws `busy`. */
  verify(password: string, stored: string | undefined): Promise<boolean>
}
