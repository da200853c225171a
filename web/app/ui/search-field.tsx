/** A field to search the portal. It is a plain form; where script runs, `/assets/search.js` shows results while one types. */
import { useReading } from './reading.ts'

interface SearchFieldProps {
  /** Apart from others on the same page. */
  id: string
  query?: string
  /** In the top the button is seen only by those who need it. */
  isSmall?: boolean
}

/** The API takes no longer query. */
const queryLengthMax = 200

export function SearchField({ id, query = '', isSmall = false }: SearchFieldProps) {
  const { say, paths, language } = useReading()
  return (
    <form
      className={isSmall ? 'find small' : 'find'}
      role="search"
      action={paths.to('search')}
      data-search={language}
      data-one={say('search.found_one')}
      data-many={say('search.found_other', { count: '{{count}}' })}
      data-none={say('search.foundNone')}
      data-list={say('search.results')}
    >
      <label htmlFor={id} className={isSmall ? 'unseen' : undefined}>
        {say('search.label')}
      </label>
      <span className="find-row">
        <input
          id={id}
          type="search"
          name="q"
          defaultValue={query}
          maxLength={queryLengthMax}
          autoComplete="off"
          spellCheck={false}
          placeholder={isSmall ? say('search.label') : undefined}
        />
        <button type="submit" className={isSmall ? 'unseen' : 'btn quiet'}>
          {say('search.submit')}
        </button>
      </span>
    </form>
  )
}
