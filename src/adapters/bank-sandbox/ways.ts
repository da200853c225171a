/** How each way of moving money behaves: direction, hours, bank days, ISO 20022 code, Swedish text. */
import type { Way } from '#src/domain/catalogue/activity.ts'

interface WayRule {
  readonly sign: 1n | -1n
  /** ISO 20022 external bank transaction code: domain, family, sub-family. */
  readonly code: string
  /** Local minutes of the day between which it happens. */
  readonly minutes: readonly [number, number]
  /** Booked on bank days only. */
  readonly onBankDays: boolean
  /** Days that it stays pending at least and at most before the bank day that books it. */
  readonly pendingDays?: readonly [number, number]
  readonly text: string
  readonly hasEndToEndId: boolean
}

const morning = [360, 420] as const
const officeHours = [480, 1_020] as const
const wakingHours = [450, 1_350] as const

function rule(sign: 1n | -1n, code: string, text: string) {
  return { sign, code, text, minutes: morning, onBankDays: true, hasEndToEndId: true } as const
}

export const wayRules: Readonly<Record<Way, WayRule>> = {
  salary: rule(1n, 'PMNT-RCDT-SALA', 'Lön {month}'),
  pension: rule(1n, 'PMNT-RCDT-DMCT', 'Pension {month}'),
  benefit: rule(1n, 'PMNT-RCDT-DMCT', '{name} {month}'),
  card: {
    ...rule(-1n, 'PMNT-CCRD-POSD', 'Kortköp {date} {name} {place}'),
    minutes: wakingHours,
    onBankDays: false,
    pendingDays: [1, 2],
    hasEndToEndId: false,
  },
  'direct-debit': rule(-1n, 'PMNT-RDDT-PMDD', 'Autogiro {name}'),
  'bankgiro-out': rule(-1n, 'PMNT-ICDT-DMCT', 'Bankgiro {name} OCR {ocr}'),
  'bankgiro-in': rule(1n, 'PMNT-RCDT-DMCT', 'Bankgiro insättning OCR {ocr}'),
  'swish-out': {
    ...rule(-1n, 'PMNT-IRCT-DMCT', 'Swish till {name}'),
    minutes: wakingHours,
    onBankDays: false,
  },
  'swish-in': {
    ...rule(1n, 'PMNT-RRCT-DMCT', 'Swish från {name}'),
    minutes: wakingHours,
    onBankDays: false,
  },
  'transfer-out': {
    ...rule(-1n, 'PMNT-ICDT-DMCT', 'Överföring till {name}'),
    minutes: officeHours,
  },
  'transfer-in': { ...rule(1n, 'PMNT-RCDT-DMCT', 'Överföring från {name}'), minutes: officeHours },
  'own-transfer': { ...rule(-1n, 'PMNT-ICDT-BOOK', 'Egen överföring'), minutes: officeHours },
  'card-settlement': {
    ...rule(1n, 'PMNT-MCRD-POSP', 'Kortinlösen {name} {reference}'),
    minutes: [300, 1_380],
  },
  'salary-out': rule(-1n, 'PMNT-ICDT-SALA', 'Lön {month}'),
  'sepa-out': { ...rule(-1n, 'PMNT-ICDT-ESCT', '{name} {reference}'), minutes: officeHours },
  'sepa-in': { ...rule(1n, 'PMNT-RCDT-ESCT', '{name} {reference}'), minutes: officeHours },
  interest: { ...rule(1n, 'PMNT-MCOP-INTR', 'Ränta'), hasEndToEndId: false },
  fee: { ...rule(-1n, 'PMNT-MDOP-CHRG', 'Avgift {month}'), hasEndToEndId: false },
}

/** The other side of a transfer between own accounts: ISO 20022 code of money that arrives or leaves. */
export function bookCode(amountMinor: bigint): string {
  return amountMinor < 0n ? 'PMNT-ICDT-BOOK' : 'PMNT-RCDT-BOOK'
}
