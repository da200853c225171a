/** The QcStatements of a PSD2 website certificate as DER. It signs nothing. @see ETSI TS 119 495 §5, ETSI EN 319 412-5 */
import type { TppRole } from '#src/domain/tpps/certificate.ts'

const roleNumbers: Readonly<Record<TppRole, { readonly arc: string; readonly name: string }>> = {
  PISP: { arc: '0.4.0.19495.1.2', name: 'PSP_PI' },
  AISP: { arc: '0.4.0.19495.1.3', name: 'PSP_AI' },
  PIISP: { arc: '0.4.0.19495.1.4', name: 'PSP_IC' },
}

export const qcStatementsOid = '1.3.6.1.5.5.7.1.3'
const qcCompliance = '0.4.0.1862.1.1'
const qcType = '0.4.0.1862.1.6'
const qcTypeWeb = '0.4.0.1862.1.6.3'
const psd2QcType = '0.4.0.19495.2'

/** The authority that supervises the TPP. */
export interface CompetentAuthority {
  readonly name: string
  /** `SE-FINA`. */
  readonly id: string
}

/** The whole extension value. */
export function buildQcStatements(
  roles: readonly TppRole[],
  authority: CompetentAuthority,
): Uint8Array {
  return sequence(
    sequence(oid(qcCompliance)),
    sequence(oid(qcType), sequence(oid(qcTypeWeb))),
    buildPsd2Statement(roles, authority),
  )
}

/** The statement with roles and authority alone. */
export function buildPsd2Statement(
  roles: readonly TppRole[],
  authority: CompetentAuthority,
): Uint8Array {
  // In the order of their numbers, whatever order they were asked in.
  const named = (Object.keys(roleNumbers) as TppRole[])
    .filter((role) => roles.includes(role))
    .map((role) => sequence(oid(roleNumbers[role].arc), utf8(roleNumbers[role].name)))
  const content = sequence(sequence(...named), utf8(authority.name), utf8(authority.id))
  return sequence(oid(psd2QcType), content)
}

function tagged(tag: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag), lengthOf(content.length), content])
}

/** @see X.690 §8.1.3 */
function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff)
  return Uint8Array.from([0x80 | bytes.length, ...bytes])
}

const sequence = (...parts: readonly Uint8Array[]) => tagged(0x30, Buffer.concat(parts))
const utf8 = (text: string) => tagged(0x0c, Buffer.from(text, 'utf8'))

/** @see X.690 §8.19 */
function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const septets = [part & 0x7f]
    for (let higher = part >> 7; higher > 0; higher >>= 7) septets.unshift((higher & 0x7f) | 0x80)
    return septets
  })
  return tagged(0x06, Uint8Array.from(bytes))
}
