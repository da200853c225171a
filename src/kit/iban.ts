/** IBAN check digits (ISO 13616, ISO 7064 mod 97-10). */

function mod97(text: string): number {
  let rest = 0
  for (const character of text) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

/** True when the text (spaces allowed) is an IBAN with right check digits. */
export function isIban(text: string): boolean {
  const iban = text.replaceAll(' ', '').toUpperCase()
  return (
    /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/u.test(iban) && mod97(iban.slice(4) + iban.slice(0, 4)) === 1
  )
}
