/** Writes the few DER forms that our certificate extensions need. It reads none. @see X.690 */

export function tagged(tag: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag), lengthOf(content.length), content])
}

/** @see X.690 §8.1.3 */
function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff)
  return Uint8Array.from([0x80 | bytes.length, ...bytes])
}

export const sequence = (...parts: readonly Uint8Array[]) => tagged(0x30, Buffer.concat(parts))
export const utf8 = (text: string) => tagged(0x0c, Buffer.from(text, 'utf8'))

/** @see X.690 §8.19 */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const septets = [part & 0x7f]
    for (let higher = part >> 7; higher > 0; higher >>= 7) septets.unshift((higher & 0x7f) | 0x80)
    return septets
  })
  return tagged(0x06, Uint8Array.from(bytes))
}
