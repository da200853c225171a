/** The beginning of a long answer as JSON text, for pages where the shape matters more than the rest. It never invents a value. */

const membersMax = 5
const more = '…'

/** Of each list the first element, of each object its first members and the last one; what is left out is marked. */
export function excerptOf(value: unknown): string {
  return JSON.stringify(shorten(value), undefined, 2)
    .replaceAll(`"${more}": "${more}"`, more)
    .replaceAll(`"${more}"`, more)
}

function shorten(value: unknown): unknown {
  if (Array.isArray(value)) {
    const first: unknown[] = value.slice(0, 1).map(shorten)
    return value.length > 1 ? first.concat(more) : first
  }
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value)
  const shown =
    members.length <= membersMax
      ? members
      : members.slice(0, membersMax - 1).concat([[more, more]], members.slice(-1))
  return Object.fromEntries(shown.map(([name, inner]) => [name, shorten(inner)]))
}
