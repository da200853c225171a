/** Every address that no page has, for reading and for writing, and what was refused before a page could see it. */
import { type Asked, visitOf } from '../session/visit.ts'

export function loader(asked: Asked): never {
  throw new Response(null, { status: visitOf(asked).portal.refusedStatus ?? 404 })
}

export function action(): never {
  throw new Response(null, { status: 404 })
}

export default function NotFound() {
  return null
}
