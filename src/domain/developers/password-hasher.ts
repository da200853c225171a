/** What the room needs to keep passwords: a slow hash. It says nothing about which one. */
export interface PasswordHasher {
  /** A self-describing text to store. Throws `busy` when too many are waiting. */
  hash(password: string): Promise<string>
  /** False for an empty or broken hash too, after the same work, so that the time tells nothing. Throws `busy`. */
  verify(password: string, hash: string): Promise<boolean>
}
