/** What is kept about the reader, as a file to save. No page is drawn. */
import { type Asked, signedInVisitOf, valueOrLeave } from '../session/visit.ts'

export async function loader(asked: Asked): Promise<Response> {
  const visit = signedInVisitOf(asked)
  const value = valueOrLeave(await visit.client.exportAccount(), visit, asked.request)
  return new Response(`${JSON.stringify(value, undefined, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-data.json"',
    },
  })
}
