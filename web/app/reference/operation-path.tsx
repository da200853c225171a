/** Method and path of an operation as one unbroken text, to be read, marked and copied whole. */
import type { OperationHead } from '../api/portal-types.ts'
import { useReading } from '../ui/reading.ts'

export function MethodTag({ method }: { method: string }) {
  return <span className={`tag ${method === 'GET' ? 'ok' : 'verb'}`}>{method}</span>
}

export function OperationPath({
  operation,
  basePath,
}: {
  operation: Pick<OperationHead, 'method' | 'path' | 'isDeprecated'>
  basePath: string
}) {
  const { say } = useReading()
  return (
    <p className="path" tabIndex={0}>
      <MethodTag method={operation.method} /> <code>{basePath + operation.path}</code>
      {operation.isDeprecated ? <span className="tag warn">{say('schema.deprecated')}</span> : null}
    </p>
  )
}
