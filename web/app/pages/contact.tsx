/** The contact form: its fields are the bank's, nothing typed is ever lost, and it says plainly when a message was not sent. */
import { data, useActionData, useLoaderData } from 'react-router'
import type { Answer } from '../api/portal-client.ts'
import type { ContactField, ContactForm } from '../api/portal-types.ts'
import type { Language } from '../paths.ts'
import { type Asked, type Visit, visitOf } from '../session/visit.ts'
import { type Say, sayWait } from '../texts/say.ts'
import { ContactControl, Trap, trapName } from '../ui/contact-fields.tsx'
import { type FormError, textOf } from '../ui/form-errors.ts'
import { PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { TextTree } from '../ui/text-tree.tsx'

type Typed = Record<string, string>
type Sent =
  | { outcome: 'sent'; reference: string; email: string }
  | { outcome: 'refused'; typed: Typed; errors: FormError[] }

export async function loader(asked: Asked) {
  const visit = visitOf(asked)
  const form = await loadForm(visit)
  const text = visit.portal.text('contact', visit.language)?.nodes ?? []
  return { form, text, start: await startOf(visit, form) }
}

export async function action(asked: Asked) {
  const visit = visitOf(asked)
  const form = await loadForm(visit)
  const posted = await asked.request.formData()
  const typed: Typed = Object.fromEntries(form.fields.map(({ id }) => [id, textOf(posted, id)]))
  const refuse = (status: number, errors: FormError[], wait?: number) => {
    const later = wait === undefined ? {} : { headers: { 'retry-after': String(wait) } }
    return data<Sent>({ outcome: 'refused', typed, errors }, { status, ...later })
  }
  if (textOf(posted, trapName) !== '') return refuse(400, [{ text: visit.say('contact.trapped') }])
  const answer = await send(asked, typed)
  if (answer.outcome === 'refused') {
    const wait = answer.status === 429 ? answer.retryAfterSeconds : undefined
    return refuse(answer.status, errorsOf(answer, form, visit), wait)
  }
  const { reference } = answer.value
  const email = typed[form.fields.find(({ type }) => type === 'email')?.id ?? ''] ?? ''
  return data<Sent>({ outcome: 'sent', reference, email: email.trim() }, { status: 202 })
}

/** The library leaves out what an action says unless it is passed on here. */
export function headers({ actionHeaders }: { actionHeaders: Headers }) {
  return actionHeaders
}

/** A session that has run out must not cost anybody their message: it is then sent as a visitor's. */
async function send(asked: Asked, typed: Typed): Promise<Answer<{ reference: string }>> {
  const visit = visitOf(asked)
  const answer = await visit.client.sendContactMessage(typed)
  if (answer.outcome === 'ok' || answer.status !== 401) return answer
  return visit.visitor.sendContactMessage(typed)
}

async function loadForm({ client }: Visit): Promise<ContactForm> {
  const answer = await client.readContactForm()
  if (answer.outcome === 'ok') return answer.value
  throw new Error(`the portal API answered ${answer.status} when asked for the contact form`)
}

/** What is filled in before anybody types: the address of who is signed in, the topic of the link that led here. */
async function startOf(visit: Visit, form: ContactForm): Promise<Typed> {
  const topic = visit.url.searchParams.get('topic') ?? ''
  const account = visit.sessionToken === undefined ? undefined : await visit.client.readAccount()
  const email = account?.outcome === 'ok' ? account.value.email : ''
  const entries = form.fields.map(({ id, type, choices = [] }) => {
    if (type === 'email') return [id, email]
    return [id, choices.some((choice) => choice.id === topic) ? topic : '']
  })
  return Object.fromEntries(entries) as Typed // pairs of an id and a text, just made
}

type Refusal = Extract<Answer<unknown>, { outcome: 'refused' }>

function errorsOf(answer: Refusal, form: ContactForm, visit: Visit): FormError[] {
  const { say, language } = visit
  if (answer.status >= 500) return [{ text: say('contact.unsentText') }]
  if (answer.status === 429) {
    const wait = sayWait(say, answer.retryAfterSeconds)
    return [{ text: say('contact.tooMany', { wait }) }]
  }
  const named = (answer.problem.errors ?? []).flatMap(({ pointer, code }) => {
    const field = form.fields.find(({ id }) => pointer === `/fields/${id}`)
    return field ? [{ field: field.id, text: sayFault(code, field, { say, language }) }] : []
  })
  return named.length > 0 ? named : [{ text: say('contact.wrongForm') }]
}

interface Words {
  say: Say
  language: Language
}

function sayFault(code: string, field: ContactField, { say, language }: Words): string {
  const label = field.label[language]
  switch (code) {
    case 'field-missing':
      return say('contact.missing', { label })
    case 'field-too-long':
      return say('contact.long', { label, max: field.maxLength })
    case 'email-invalid':
      return say('contact.email', { label })
    default:
      return say('contact.choice', { label })
  }
}

export default function Contact() {
  const { say, language, paths, site } = useReading()
  const { form, text, start } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  if (sent?.outcome === 'sent') return <Thanks reference={sent.reference} email={sent.email} />
  const values = sent?.typed ?? start
  const isUnsent = sent?.errors.every(({ field }) => field === undefined)
  return (
    <Page title={say('contact.title')} lead={form.intro[language]}>
      <PostForm
        title={isUnsent ? say('contact.unsent') : undefined}
        errors={sent?.errors}
        submit={say('contact.send')}
        action={paths.to('contact')}
        isWide
      >
        {form.fields.map((field) => (
          <ContactControl
            key={field.id}
            field={field}
            value={values[field.id] ?? ''}
            errors={sent?.errors}
          />
        ))}
        <Trap />
        <p className="hint">{say('contact.kept', { bank: site?.bankName ?? '' })}</p>
      </PostForm>
      {text.length === 0 ? null : (
        <section className="text">
          <TextTree nodes={text} />
        </section>
      )}
    </Page>
  )
}

function Thanks({ reference, email }: { reference: string; email: string }) {
  const { say, paths, site } = useReading()
  return (
    <Page title={say('contact.done')}>
      <p className="note" role="status">
        {say('contact.doneText')} <strong className="mono reference">{reference}</strong>
      </p>
      <section>
        <h2>{say('contact.next')}</h2>
        <ol>
          <li>{say('contact.next1', { bank: site?.bankName ?? '' })}</li>
          <li>{say('contact.next2', { email })}</li>
          <li>{say('contact.next3')}</li>
        </ol>
        <p>
          <a href={paths.to('home')}>{say('contact.home')}</a>
        </p>
      </section>
    </Page>
  )
}
