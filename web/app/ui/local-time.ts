/** An instant as a reader of a log sees it. */

/** In UTC and said so: the server cannot know the reader's zone without script. */
export function toLocalTime(at: string | undefined, language: string): string {
  const instant = Date.parse(at ?? '')
  if (Number.isNaN(instant)) return '–'
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  })
  return `${format.format(instant)} UTC`
}
