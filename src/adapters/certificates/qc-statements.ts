/** The QcStatements of a PSD2 website certificate as DER. It signs nothing. @see ETSI TS 119 495 §5, ETSI EN 319 412-5 */
import type { TppRole } from '#src/domain/tpps/certificate.ts'
import { oid, sequence, utf8 } from './der.ts'

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
