/** Plays a visitor of the contact form of whatever bank: reads its fields and fills them in by their type. */
import { expectCall } from './developer.ts'

export interface Field {
  readonly id: string
  readonly label: { readonly en: string; readonly sv: string }
  readonly type: 'email' | 'text' | 'longtext' | 'choice'
  readonly isObligatory: boolean
  readonly maxLength: number
  readonly choices?: readonly { readonly id: string }[]
}

export interface FilledIn {
  readonly fields: readonly Field[]
  /** Ids of the two fields that every form has. */
  readonly emailId: string
  readonly messageId: string
  /** A value for every field. */
  readonly values: Record<string, string>
}

export const sender = 'astrid@example.com'
export const question = 'Hur får vi åtkomst till produktion? <b>Tack</b> & hej'

export async function fillIn(base: string): Promise<FilledIn> {
  const { body } = await expectCall(200, `${base}/api/v1/contact-form`)
  const fields = body.fields as Field[]
  const idOf = (type: Field['type']) => fields.find((field) => field.type === type)?.id ?? ''
  const pairs = fields.map((field) => [field.id, valueOf(field)])
  const values = Object.fromEntries(pairs) as Record<string, string> // pairs of two texts
  return { fields, emailId: idOf('email'), messageId: idOf('longtext'), values }
}

function valueOf({ type, choices = [] }: Field): string {
  switch (type) {
    case 'email':
      return sender
    case 'longtext':
      return question
    case 'choice':
      return choices[0]?.id ?? ''
    case 'text':
      return 'Norrsken AB'
  }
}

/** Posts a form to a page as a browser without script does. */
export async function postPage(
  url: string,
  values: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; html: string; headers: Headers }> {
  const body = new URLSearchParams(values)
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' })
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}
