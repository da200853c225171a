/** What a page about an app's World says where no sandbox runs. */
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export function NoSandbox({ app }: { app: { id: string; name: string } }) {
  const { say, paths } = useReading()
  return (
    <Page title={say('world.none')} lead={say('world.noneText')}>
      <p>
        <a href={paths.app(app.id)}>{say('world.back', { name: app.name })}</a>
      </p>
    </Page>
  )
}
