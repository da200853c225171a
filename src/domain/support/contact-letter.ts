/** The mail about a message of the contact form, for the people at the bank who answer it. It holds what was typed, as text and never as a header. */
import type { ContactField, ContactForm } from '#src/domain/catalogue/contact-form.ts'
import type { ContactMessage } from './contact-message-store.ts'

type Language = 'en' | 'sv'

interface Words {
  subject(reference: string, topic: string | undefined): string
  readonly intro: string
  readonly reference: string
  readonly language: string
  readonly developer: string
  readonly answer: string
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    subject: (reference, topic) =>
      `${letterMark(reference)} ${topic ?? 'A message'} (developer portal)`,
    intro: 'Somebody has written to you through the contact form of the developer portal.',
    reference: 'Reference',
    language: 'Language of the sender',
    developer: 'Signed in as developer',
    answer: 'Answer this mail to reach the sender, and keep the reference in the subject.',
  },
  sv: {
    subject: (reference, topic) =>
      `${letterMark(reference)} ${topic ?? 'Ett meddelande'} (utvecklarportalen)`,
    intro: 'Någon har skrivit till er genom kontaktformuläret på utvecklarportalen.',
    reference: 'Ärendenummer',
    language: 'Avsändarens språk',
    developer: 'Inloggad som utvecklare',
    answer: 'Svara på det här mejlet för att nå avsändaren och låt ärendenumret stå kvar i ämnet.',
  },
}

/** What the subject of every letter about a message begins with. */
export function letterMark(reference: string): string {
  return `[${reference}]`
}

export function writeContactLetter(
  form: ContactForm,
  message: ContactMessage,
  language: Language,
): { subject: string; text: string } {
  const { reference, answers, developerId } = message
  const own = words[language]
  const topicField = form.fields.find(({ type }) => type === 'choice')
  const topic = topicField && labelOf(topicField, answers[topicField.id], language)
  const lines = [
    `${own.reference}: ${reference}`,
    `${own.language}: ${message.language}`,
    ...(developerId === undefined ? [] : [`${own.developer}: ${developerId}`]),
  ]
  const typed = form.fields.flatMap((field) => {
    const answer = answers[field.id]
    if (answer === undefined) return []
    const shown = labelOf(field, answer, language) ?? answer
    const gap = field.type === 'longtext' ? '\n' : ' '
    return [`${field.label[language]}:${gap}${shown}`]
  })
  const text = [own.intro, lines.join('\n'), ...typed, own.answer].join('\n\n')
  return { subject: own.subject(reference, topic), text }
}

/** The label of what was chosen; undefined for a field that is no choice or was left empty. */
function labelOf(field: ContactField, answer: string | undefined, language: Language) {
  const chosen = field.choices?.find(({ id }) => id === answer)
  return chosen?.label[language]
}
