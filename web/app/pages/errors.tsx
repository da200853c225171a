/** All error codes that have a page. */
import { useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export function loader(asked: Asked) {
  return { codes: [...visitOf(asked).portal.errorCodes()] }
}

export default function ErrorCodes() {
  const { say, paths } = useReading()
  const { codes } = useLoaderData<typeof loader>()
  return (
    <Page title={say('codes.title')} lead={say('codes.lead')}>
      {codes.length === 0 ? <p className="muted">{say('codes.none')}</p> : null}
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <a href={paths.errorCode(code)}>
              <code>{code}</code>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}
