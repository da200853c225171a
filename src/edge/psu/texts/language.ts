/** The languages of the customer's pages and how one is chosen. It holds no text. */

export type Language = 'en' | 'sv'

export const languages: readonly Language[] = ['sv', 'en']

/** The language of a `ui_locales` or `Accept-Language` value by its order, or the fallback. @see OIDC Core §3.1.2.1, RFC 9110 §12.5.4 */
export function chooseLanguage(wanted: string | undefined, fallback: Language): Language {
  for (const tag of (wanted ?? '')
    .slice(0, 200)
    .toLowerCase()
    .split(/[\s,]+/u)) {
    const primary = tag.split(/[-;_]/u)[0]
    const match = languages.find((language) => language === primary)
    if (match !== undefined) return match
  }
  return fallback
}
