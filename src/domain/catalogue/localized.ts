/** A text that people see, in every language of the product. */
import { z } from 'zod'

export const languages = ['en', 'sv'] as const

const textLengthMax = 2_000
const text = z.string().trim().min(1).max(textLengthMax)

export const localizedSchema = z.strictObject({ en: text, sv: text })

/** A text in every language. */
export type Localized = z.infer<typeof localizedSchema>
