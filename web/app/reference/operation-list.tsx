/** The operations of a version by their groups: where am I, and where can I go. */
import type { OperationHead } from '../api/portal-types.ts'
import { useReading } from '../ui/reading.ts'
import { MethodTag } from './operation-path.tsx'

interface OperationListProps {
  operations: readonly Pick<OperationHead, 'operationId' | 'method' | 'summary' | 'tag'>[]
  addressOf: (operationId: string) => string
  current?: string
}

export function OperationList({ operations, addressOf, current }: OperationListProps) {
  const { say } = useReading()
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  return (
    <nav className="side" aria-label={say('reference.operations')}>
      {tags.map((tag) => (
        <section key={tag}>
          {tag === '' ? null : <h2 lang="en">{tag}</h2>}
          <ul>
            {operations
              .filter((operation) => operation.tag === tag)
              .map(({ operationId, method, summary }) => (
                <li key={operationId}>
                  <a
                    href={addressOf(operationId)}
                    aria-current={operationId === current ? 'page' : undefined}
                  >
                    <span lang="en">{summary === '' ? operationId : summary}</span>{' '}
                    <MethodTag method={method} />
                  </a>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
