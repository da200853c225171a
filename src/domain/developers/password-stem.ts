/** What a password is built around, once digits, signs, look-alike characters and repetition are taken away. It judges nothing. */

/** A shorter one says nothing about the password. */
const stemLengthMin = 3

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '€': 'e',
  '!': 'i',
  '|': 'l',
}
/** A one stands for either letter. */
const onesAs = ['i', 'l'] as const

/**
 * Every reading of a lower-case password as a word: "f00tball2024!!" and "footballfootball" are both "football". Few and
 * short, so that looking them up costs nothing beside the hashing.
 */
export function listStems(password: string): string[] {
  const readings = new Set<string>()
  for (const bare of listBare(password))
    for (const letters of listLetters(bare))
      for (const text of [letters, squeezed(letters, '$1$1'), squeezed(letters, '$1')])
        readings.add(repeatedIn(text) ?? text)
  return [...readings].filter((stem) => stem.length >= stemLengthMin)
}

/** Without what stands around the word; a sign beside it may be part of it. */
function listBare(password: string): string[] {
  const behind = [password.replace(/\d+$/u, ''), password.replace(/[^\p{L}]+$/u, '')]
  return behind.flatMap((text) => [
    text,
    text.replace(/^\d+/u, ''),
    text.replace(/^[^\p{L}]+/u, ''),
  ])
}

function listLetters(text: string): string[] {
  const read = onesAs.map((one) =>
    Array.from(text, (sign) => (sign === '1' ? one : (lookAlikes[sign] ?? sign))).join(''),
  )
  return [text, ...read].map((reading) => reading.replaceAll(/[^\p{L}]+/gu, ''))
}

/** "passsswooord" with each long run as two letters, or as one. */
function squeezed(text: string, to: string): string {
  return text.replaceAll(/(\p{L})\1{2,}/gu, to)
}

/** The part that the text repeats, also when the last round is cut off. */
export function repeatedIn(text: string, lengthMax = text.length / 2): string | undefined {
  const characters = Array.from(text)
  for (let length = 1; length <= Math.min(lengthMax, characters.length / 2); length += 1) {
    if (characters.every((character, index) => character === characters[index % length]))
      return characters.slice(0, length).join('')
  }
  return undefined
}
