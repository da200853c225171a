/** An app's test data as a file to save, JSON or YAML by the name asked for. No page is drawn. */
import { toYaml } from '../sandbox/read-test-data.ts'
import { type Asked, signedInVisitOf, valueOrLeave } from '../session/visit.ts'

interface AskedForFile extends Asked {
  params: { id?: string; file?: string }
}

const writers = {
  'test-data.json': {
    type: 'application/json',
    write: (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`,
  },
  'test-data.yaml': { type: 'application/yaml', write: toYaml },
}

export async function loader(asked: AskedForFile): Promise<Response> {
  const visit = signedInVisitOf(asked)
  const { id = '', file = '' } = asked.params
  const writer = new Map(Object.entries(writers)).get(file)
  if (!writer) throw new Response(null, { status: 404 })
  const value = valueOrLeave(await visit.client.readTestData(id), visit, asked.request)
  return new Response(writer.write(value), {
    headers: {
      'content-type': `${writer.type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${file}"`,
    },
  })
}
