/** The loader of a page that is one text: the text, or "there is no such page". */
import { type Asked, visitOf } from './visit.ts'

export function textPageLoader(slug: string) {
  return (asked: Asked) => {
    const { portal, language } = visitOf(asked)
    const text = portal.text(slug, language)
    if (text === undefined) throw new Response(null, { status: 404 })
    return { text }
  }
}
