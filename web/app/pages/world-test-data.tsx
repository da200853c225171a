/** An app's test data: what the World has, as files; and new data in its place, from a file or a text. What was refused is kept to be mended. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { TestData } from '../api/portal-types.ts'
import { NoSandbox } from '../sandbox/no-sandbox.tsx'
import { readTestData, toPlace, toYaml } from '../sandbox/read-test-data.ts'
import {
  type Asked,
  type Visit,
  leaveWhenSignedOut,
  signedInVisitOf,
  valueOrLeave,
} from '../session/visit.ts'
import { type FormError, refusalErrors, textOf } from '../ui/form-errors.ts'
import { ErrorSummary, Field } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

interface AskedForTestData extends Asked {
  params: { id?: string }
}

/** As the API takes it. */
const bytesMax = 1024 * 1024
/** A longer text makes a page that is slow to open and no pleasure to edit. */
const editableLengthMax = 300_000

type Loaded = {
  app: { id: string; name: string }
  now: { customers: number; accounts: number; transactions: number } | undefined
  text: string | undefined
  isReplaced: boolean
}

export async function loader(asked: AskedForTestData) {
  const visit = signedInVisitOf(asked)
  const appId = asked.params.id ?? ''
  const { id, name } = valueOrLeave(await visit.client.readApp(appId), visit, asked.request)
  const answer = await visit.client.readTestData(appId)
  const facts = { app: { id, name }, isReplaced: visit.url.searchParams.has('replaced') }
  if (answer.outcome === 'refused' && answer.problem.code === 'world-unavailable')
    return data<Loaded>({ ...facts, now: undefined, text: undefined }, { status: 404 })
  const found = valueOrLeave(answer, visit, asked.request)
  const text = toYaml(found)
  const isEditable = text.length <= editableLengthMax
  return data<Loaded>({ ...facts, now: countOf(found), text: isEditable ? text : undefined })
}

function countOf({ customers, accounts }: TestData) {
  const lists = accounts.map((account) => account['transactions'])
  const transactions = lists.map((list) => (Array.isArray(list) ? list.length : 0))
  return {
    customers: customers.length,
    accounts: accounts.length,
    transactions: transactions.reduce((sum, count) => sum + count, 0),
  }
}

export async function action(asked: AskedForTestData) {
  const visit = signedInVisitOf(asked)
  const appId = asked.params.id ?? ''
  // Whose app it is comes first: a large file is not read for a stranger.
  valueOrLeave(await visit.client.readApp(appId), visit, asked.request)
  const form = await asked.request.formData()
  const file = form.get('file')
  const text = file instanceof File && file.size > 0 ? await file.text() : textOf(form, 'text')
  const errors = await replace(visit, { appId, text, request: asked.request })
  if (errors.length === 0) return redirect(`${visit.paths.worldTestData(appId)}?replaced`, 303)
  return data({ text, errors }, { status: 400 })
}

/** What is wrong with the data; when nothing is, the World has it. */
async function replace(
  visit: Visit,
  wish: { appId: string; text: string; request: Request },
): Promise<FormError[]> {
  const { say, client } = visit
  const { appId, text, request } = wish
  const field = 'text'
  if (text.trim() === '') return [{ field, text: say('worldData.missing') }]
  if (new TextEncoder().encode(text).length > bytesMax)
    return [{ field, text: say('worldData.large') }]
  const read = readTestData(text)
  if (read.outcome === 'unreadable') return [{ field, text: say('worldData.unreadable', read) }]
  const answer = await client.replaceTestData(appId, read.value)
  leaveWhenSignedOut(answer, visit, request)
  if (answer.outcome === 'ok') return []
  if (answer.status === 404) throw new Response(null, { status: 404 })
  if (answer.status === 413) return [{ field, text: say('worldData.large') }]
  const named = (answer.problem.errors ?? []).map(({ pointer, detail: reason }) => {
    const [line, place] = [read.lineOf(pointer), toPlace(pointer)]
    const key = place === '' ? 'worldData.wrongWhole' : 'worldData.wrong'
    return { field, text: say(key, { line, place, reason }) }
  })
  return named.length > 0 ? named : refusalErrors(answer, say, [])
}

export default function WorldTestData() {
  const { say, paths } = useReading()
  const { app, now, text, isReplaced } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  if (now === undefined) return <NoSandbox app={app} />
  return (
    <Page title={say('worldData.title', { name: app.name })} lead={say('worldData.lead')}>
      {isReplaced && refused === undefined ? (
        <p className="note" role="status">
          {say('worldData.done')}
        </p>
      ) : null}
      <p>
        <a href={paths.world(app.id)}>{say('worldData.back', { name: app.name })}</a>
      </p>
      <section>
        <h2>{say('worldData.now')}</h2>
        <p>{say('worldData.count', now)}</p>
        <ul className="plain row-links">
          {(['json', 'yaml'] as const).map((format) => (
            <li key={format}>
              <a href={paths.worldTestDataFile(app.id, `test-data.${format}`)}>
                {say('worldData.download', { format: format.toUpperCase() })}
              </a>
            </li>
          ))}
          <li>
            <a href="/sandbox/world/v1/schema.json">{say('worldData.schema')}</a>
          </li>
        </ul>
      </section>
      <section id="replace">
        <h2>{say('worldData.replace')}</h2>
        <p>{say('worldData.ends')}</p>
        <ul>
          {(['worldData.ends1', 'worldData.ends2', 'worldData.ends3'] as const).map((key) => (
            <li key={key}>{say(key)}</li>
          ))}
        </ul>
        <ReplaceForm
          address={`${paths.worldTestData(app.id)}#replace`}
          text={refused?.text ?? text}
          errors={refused?.errors}
        />
      </section>
    </Page>
  )
}

interface ReplaceFormProps {
  address: string
  text: string | undefined
  errors: FormError[] | undefined
}

/** Sent as parts, as files are. */
function ReplaceForm({ address, text, errors }: ReplaceFormProps) {
  const { say } = useReading()
  return (
    <>
      <ErrorSummary errors={errors} title={say('worldData.summary')} />
      <form
        method="post"
        action={address}
        encType="multipart/form-data"
        noValidate
        className="fields data"
      >
        <div className="field">
          <label htmlFor="file">{say('worldData.file')}</label>
          <p className="hint" id="file-hint">
            {say('worldData.fileHint')}
          </p>
          <input
            type="file"
            id="file"
            name="file"
            accept=".json,.yaml,.yml"
            aria-describedby="file-hint"
          />
        </div>
        <Field
          name="text"
          lines={24}
          isOptional
          label={say('worldData.text')}
          hint={say(hintOf(text, errors))}
          value={text}
          errors={errors}
        />
        <div className="do">
          <button type="submit" className="btn">
            {say('worldData.submit')}
          </button>
        </div>
      </form>
    </>
  )
}

function hintOf(text: string | undefined, errors: FormError[] | undefined) {
  if (errors !== undefined) return 'worldData.textKept'
  return text === undefined ? 'worldData.textLong' : 'worldData.textHint'
}
