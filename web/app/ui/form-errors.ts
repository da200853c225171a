/** Errors of a form: found before asking the API, or translated from its answer. Each names its field, if it has one. */
import type { Answer } from '../api/portal-client.ts'
import { type Say, sayWait } from '../texts/say.ts'

export interface FormError {
  field?: string | undefined
  text: string
}

export const passwordLengthMin = 15
export const passwordLengthMax = 128
export const appNameLengthMax = 80

/** A value of a form as text; files and missing fields are empty. */
export function textOf(form: FormData, field: string): string {
  const value = form.get(field)
  return typeof value === 'string' ? value : ''
}

export function emailErrors(email: string, say: Say): FormError[] {
  if (email === '') return [{ field: 'email', text: say('error.emailMissing') }]
  if (/^[^\s@]+@[^\s@]+$/u.test(email)) return []
  return [{ field: 'email', text: say('error.emailMalformed') }]
}

export function newPasswordErrors(password: string, say: Say, field = 'password'): FormError[] {
  const length = Array.from(password.normalize('NFC')).length
  if (length < passwordLengthMin) return [{ field, text: say('error.passwordShort') }]
  if (length <= passwordLengthMax) return []
  return [{ field, text: say('error.passwordLong', { max: passwordLengthMax }) }]
}

export function parseRedirectUris(text: string): string[] {
  return text.split(/\s+/u).filter((line) => line !== '')
}

export function appErrors(name: string, redirectUris: string[], say: Say): FormError[] {
  const errors: FormError[] = []
  if (name === '') errors.push({ field: 'name', text: say('error.nameMissing') })
  if (name.length > appNameLengthMax)
    errors.push({ field: 'name', text: say('error.nameLong', { max: appNameLengthMax }) })
  if (redirectUris.length === 0)
    errors.push({ field: 'redirectUris', text: say('error.urisMissing') })
  for (const uri of redirectUris) errors.push(...redirectUriErrors(uri, say))
  return errors
}

function redirectUriErrors(uri: string, say: Say): FormError[] {
  const field = 'redirectUris'
  if (!URL.canParse(uri)) return [{ field, text: say('error.uriMalformed', { uri }) }]
  const { protocol, hostname } = new URL(uri)
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback))
    return [{ field, text: say('error.uriInsecure', { uri }) }]
  return uri.includes('#') ? [{ field, text: say('error.uriFragment', { uri }) }] : []
}

/** What to show for a refusal of the API. `fields` maps the API's field names to the form's. */
export function refusalErrors(
  answer: Extract<Answer<unknown>, { outcome: 'refused' }>,
  say: Say,
  fields: readonly string[],
): FormError[] {
  if (answer.status === 429)
    return [{ text: say('error.rateLimited', { wait: sayWait(say, answer.retryAfterSeconds) }) }]
  if (answer.status >= 500) return [{ text: say('error.failed') }]
  const named = (answer.problem.errors ?? []).map((error): FormError => {
    const field = fields.find((name) => namesField(error.pointer, name))
    if (field === 'currentPassword') return { field, text: say('error.currentPassword') }
    if (field?.toLowerCase().endsWith('password'))
      return {
        field,
        text: say(passwordTexts[answer.problem.code ?? ''] ?? 'error.passwordRefused'),
      }
    return { field, text: error.detail }
  })
  if (named.length > 0) return named
  const { detail } = answer.problem
  return [{ text: detail === undefined ? say('refused.text') : say('error.fromApi', { detail }) }]
}

/** What is wrong with a password that was chosen, by the API's code. */
const passwordTexts: Readonly<Record<string, Parameters<Say>[0]>> = {
  'password-common': 'error.passwordCommon',
  'password-personal': 'error.passwordPersonal',
  'password-pattern': 'error.passwordPattern',
}

function namesField(place: string, name: string): boolean {
  return new RegExp(String.raw`(^|[/.#])${name}([/.[]|$)`, 'u').test(place)
}
