/**
 * Which passwords are accepted: length and a list of the guessable, and no rule about kinds of characters.
 * @see NIST SP 800-63B-4 §3.1.1.2
 */
import { commonPasswords } from './common-passwords.ts'
import { refuse } from './developers-errors.ts'

export const passwordLengthMin = 15
export const passwordLengthMax = 128

/** Rows of keys and rows of signs that fingers or memory run along. */
const runs = [
  '01234567890123456789',
  '`1234567890-=',
  'abcdefghijklmnopqrstuvwxyzåäö',
  'qwertyuiopåasdfghjklöäzxcvbnm',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertzuiopasdfghjklyxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
].flatMap((run) => [run, Array.from(run).toReversed().join('')])
const runLengthMin = 4
const distinctCharactersMin = 5
/** A password of which this much or less is left without runs and words about the account is guessed at once. */
const restLengthMax = 5

/**
 * The password in the one form in which it is hashed (NFC, so that every keyboard writes the same).
 * Throws `password-too-short`, `password-too-long` or `password-common`.
 */
export function parsePassword(typed: string, email: string): string {
  const password = typed.normalize('NFC')
  const length = Array.from(password).length
  if (length < passwordLengthMin) throw refuse('password-too-short', { min: passwordLengthMin })
  if (length > passwordLengthMax) throw refuse('password-too-long', { max: passwordLengthMax })
  if (isGuessable(password.toLowerCase(), email)) throw refuse('password-common')
  return password
}

function isGuessable(password: string, email: string): boolean {
  const bare = password.replaceAll(/[^\p{L}\p{N}]+/gu, '')
  if (commonPasswords.has(password) || commonPasswords.has(bare)) return true
  if (new Set(password).size < distinctCharactersMin || isRepetition(password)) return true
  return leftWithout(password, wordsOf(email)).length <= restLengthMax
}

/** "abcabcabcabcabc", also when the last round is cut off; the rounds must be short enough to be guessed. */
function isRepetition(text: string): boolean {
  const characters = Array.from(text)
  const longest = Math.min(8, Math.floor(characters.length / 2))
  for (let length = 1; length <= longest; length += 1) {
    if (characters.every((character, index) => character === characters[index % length]))
      return true
  }
  return false
}

/** The address, what stands before its @ and its domain, when long enough to be a word. */
function wordsOf(email: string): string[] {
  const [local = '', domain = ''] = email.split('@')
  const [host = ''] = domain.split('.')
  return [email, domain, local, host, 'password', 'lösenord', 'losenord']
    .filter((word) => word.length >= 3)
    .toSorted((left, right) => right.length - left.length)
}

/** What remains of the password when words and keyboard runs are taken out. */
function leftWithout(password: string, words: readonly string[]): string {
  let rest = password
  for (const word of words) rest = rest.replaceAll(word, '')
  let left = ''
  for (let at = 0; at < rest.length;) {
    const length = runLengthAt(rest, at)
    if (length === 0) left += rest.charAt(at)
    at += Math.max(1, length)
  }
  return left
}

/** Length of the longest run that begins here; 0 when it is too short to be one. */
function runLengthAt(text: string, at: number): number {
  let longest = 0
  for (const run of runs) {
    let length = runLengthMin
    while (at + length <= text.length && run.includes(text.slice(at, at + length))) {
      longest = Math.max(longest, length)
      length += 1
    }
  }
  return longest
}
