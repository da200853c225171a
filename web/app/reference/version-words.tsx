/** What a version of a product is now, and where its document can be downloaded. */
import type { VersionHead } from '../api/portal-types.ts'
import type { Language } from '../paths.ts'
import { useReading } from '../ui/reading.ts'

/** The number with what it is: a colour alone says nothing. */
export function VersionTag({ version }: { version: VersionHead }) {
  const { say } = useReading()
  const look = { current: 'ok', upcoming: '', deprecated: 'warn' }[version.status]
  return (
    <span className={`tag ${look}`}>
      {version.version} {say(`version.${version.status}`)}
    </span>
  )
}

/** A day of the calendar as people write it. */
export function sayDate(language: Language, day: string): string {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(day),
  )
}

/** From when, or until when, in words. */
export function VersionDates({ version }: { version: VersionHead }) {
  const { say, language } = useReading()
  const { status, from, until } = version
  const key = status === 'upcoming' ? 'version.planned' : 'version.since'
  return (
    <>
      {say(key, { date: sayDate(language, from) })}
      {until === undefined ? null : (
        <>, {say('version.until', { date: sayDate(language, until) })}</>
      )}
    </>
  )
}

const formats = [
  ['openapi', 'OpenAPI 3.1'],
  ['openapi-3.0', 'OpenAPI 3.0'],
  ['swagger-2.0', 'Swagger 2.0'],
] as const

export function Downloads({ product, version }: { product: string; version: string }) {
  const base = `/apis/${encodeURIComponent(product)}/${encodeURIComponent(version)}`
  return (
    <ul className="downloads">
      {formats.map(([file, name]) => (
        <li key={file}>
          {name}: <a href={`${base}/${file}.json`}>JSON</a>{' '}
          <a href={`${base}/${file}.yaml`}>YAML</a>
        </li>
      ))}
    </ul>
  )
}
