/** The contact form of a bank: which fields it asks for. It holds the form of the file `contact.yaml` and sends nothing. */
import { z } from 'zod'
import { localizedSchema } from './localized.ts'

const id = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/u, 'a short name in lower case, like topic')

const fieldSchema = z
  .strictObject({
    id,
    label: localizedSchema,
    type: z.enum(['email', 'text', 'longtext', 'choice']),
    choices: z
      .array(z.strictObject({ id, label: localizedSchema }))
      .min(2)
      .max(30)
      .optional(),
    isObligatory: z.boolean(),
    hint: localizedSchema.optional(),
    maxLength: z.int().min(1).max(20_000).optional(),
  })
  .refine(({ type, choices }) => (type === 'choice') === (choices !== undefined), {
    path: ['choices'],
    message: 'a field of type choice has choices, and no other has',
  })

/** The file `contact.yaml` of a pack. */
export const contactFormSchema = z
  .strictObject({ intro: localizedSchema, fields: z.array(fieldSchema).min(2).max(20) })
  .superRefine(({ fields }, context) => {
    const report = (reason: string) =>
      context.addIssue({ code: 'custom', path: ['fields'], message: reason })
    for (const type of ['email', 'longtext'] as const)
      if (fields.filter((field) => field.type === type).length !== 1)
        report(`there must be exactly one field of type ${type}`)
    if (new Set(fields.map((field) => field.id)).size !== fields.length)
      report('two fields have the same id')
  })

export type ContactForm = z.infer<typeof contactFormSchema>
export type ContactField = ContactForm['fields'][number]
