/**
 * Which passwords are accepted: length and a list of the guessable, and no rule about kinds of characters.
 * @see NIST SP 800-63B-4 §3.1.1.2
 */
import { commonPasswords } from './common-passwords.ts'
import { commonStems } from './common-stems.ts'
import { refuse } from './developers-errors.ts'
import { listStems, repeatedIn } from './password-stem.ts'

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
/** Rounds that are short enough to be guessed. */
const roundLengthMax = 8
/** A password of which this much or less is left without runs and words about the account is guessed at once. */
const restLengthMax = 5
const wordLengthMin = 3
/** A shorter part of a name is a word of many passwords. */
const namePartLengthMin = 4

/** What a guesser knows: the address of the account, and the names of the bank and the product. */
export interface PasswordContext {
  readonly email: string
  readonly names: readonly string[]
}

/**
 * The password in the one form in which it is hashed (NFC, so that every keyboard writes the same).
 * Throws `password-too-short`, `password-too-long`, `password-pattern`, `password-personal` or `password-common`.
 */
export function parsePassword(typed: string, context: PasswordContext): string {
  const password = typed.normalize('NFC')
  const length = Array.from(password).length
  if (length < passwordLengthMin) throw refuse('password-too-short', { min: passwordLengthMin })
  if (length > passwordLengthMax) throw refuse('password-too-long', { max: passwordLengthMax })
  const lower = password.toLowerCase()
  if (isPattern(lower)) throw refuse('password-pattern')
  const known = wordsOf(context)
  if (isPersonal(lower, known)) throw refuse('password-personal')
  if (isCommon(lower, known)) throw refuse('password-common')
  return password
}

function isPattern(password: string): boolean {
  if (new Set(password).size < distinctCharactersMin) return true
  if (repeatedIn(password, roundLengthMax) !== undefined) return true
  return leftWithout(password, []).length <= restLengthMax
}

/** A phrase of three words or more is not judged: which ones and in what order is the guesser's problem. */
function isPersonal(password: string, known: readonly string[]): boolean {
  if (leftWithout(password, known).length <= restLengthMax) return true
  const words = new Set(known.map((word) => word.replaceAll(/[^\p{L}]+/gu, '')))
  return listStems(password).some(
    (stem) => words.has(stem) || isPair(stem, words) || isPair(stem, words, commonStems),
  )
}

function isCommon(password: string, known: readonly string[]): boolean {
  const bare = password.replaceAll(/[^\p{L}\p{N}]+/gu, '')
  if (commonPasswords.has(password) || commonPasswords.has(bare)) return true
  const words = [...known, 'password', 'lösenord', 'losenord']
  if (leftWithout(password, words).length <= restLengthMax) return true
  return listStems(password).some(
    (stem) => commonStems.has(stem) || commonPasswords.has(stem) || isPair(stem, commonStems),
  )
}

/** Two words of the sets, in either order. */
function isPair(stem: string, left: ReadonlySet<string>, right = left): boolean {
  for (let at = wordLengthMin; at <= stem.length - wordLengthMin; at += 1) {
    const [first, second] = [stem.slice(0, at), stem.slice(at)]
    if (left.has(first) && right.has(second)) return true
    if (right.has(first) && left.has(second)) return true
  }
  return false
}

/** The address, what stands before its @ and its domain, and the names with their parts, when long enough to be words. */
function wordsOf({ email, names }: PasswordContext): string[] {
  const [local = '', domain = ''] = email.split('@')
  const [host = ''] = domain.split('.')
  const parts = [local, ...names].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  const whole = names.map((name) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ''))
  return [
    ...[email, domain, local, host, ...whole].filter((word) => word.length >= wordLengthMin),
    ...parts.filter((part) => part.length >= namePartLengthMin),
  ].toSorted((left, right) => right.length - left.length)
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
